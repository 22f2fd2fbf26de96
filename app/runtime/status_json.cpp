// status  = { pipeline, activity, headline, rest, demo, at, forms: [form], problems: [problem], kafka,
// google, waiting, delivered,
//             deliveredToday, updated, duplicates, deleted, rejected, rejectedToday, tombstones, ignored,
//             idOnly, latency: { p50Ms, p99Ms }, lastRow, oldestWaiting }
// form    = { form, title, url, rows, waiting, rejected, unparsed, newest, blocked: error }
// problem = { id, form, since, error }
// google  = { account, accounts: [account], keychain, waitsForBrowser, folder, folderUrl, mayCreate, check:
// [line],
//             reachable, writesLastMinute, writesPerMinute }
// account = { email, kind: "person" | "service-account", actsFor, owner, fromEnvironment, writesLastMinute,
// since, ends,
//             problem: error }
// line    = { id, title, state: "ok" | "problem" | "not-asked", value, error }
// error   = { remedy, what, detail, choices: [word] }
// Times are ISO 8601 in UTC; what is not known is absent.
#include "app/runtime/status_json.h"

#include <QDateTime>

#include <array>

namespace rowcast::app {

namespace {

QString iso(WallTime time) {
    return QDateTime::fromMSecsSinceEpoch(time.time_since_epoch().count(), Qt::UTC)
        .toString(Qt::ISODateWithMs);
}

void insert(QJsonObject& object, const char* key, const std::optional<WallTime>& time) {
    if (time) object.insert(QLatin1String(key), iso(*time));
}

QString word(Activity activity) {
    switch (activity) {
    case Activity::Starting: return QStringLiteral("starting");
    case Activity::Idle: return QStringLiteral("idle");
    case Activity::Delivering: return QStringLiteral("delivering");
    case Activity::CatchingUp: return QStringLiteral("catching-up");
    case Activity::Paused: return QStringLiteral("paused");
    case Activity::Stopped: return QStringLiteral("stopped");
    }
    Q_UNREACHABLE();
}

QString word(CheckLine::State state) {
    switch (state) {
    case CheckLine::State::Ok: return QStringLiteral("ok");
    case CheckLine::State::Problem: return QStringLiteral("problem");
    case CheckLine::State::NotAsked: return QStringLiteral("not-asked");
    }
    Q_UNREACHABLE();
}

QJsonObject toJson(const FormStatus& form) {
    QJsonObject object{{QStringLiteral("form"), form.form.text()},
                       {QStringLiteral("title"), form.title},
                       {QStringLiteral("rows"), qint64{form.rows}},
                       {QStringLiteral("waiting"), qint64{form.waiting}},
                       {QStringLiteral("rejected"), qint64{form.rejected}},
                       {QStringLiteral("unparsed"), qint64{form.unparsed}}};
    if (!form.url.isEmpty()) object.insert(QStringLiteral("url"), form.url);
    insert(object, "newest", form.newest);
    if (form.blocked) object.insert(QStringLiteral("blocked"), app::toJson(*form.blocked));
    return object;
}

QJsonObject toJson(const Problem& problem) {
    QJsonObject object{{QStringLiteral("id"), problem.id},
                       {QStringLiteral("since"), iso(problem.since)},
                       {QStringLiteral("error"), app::toJson(problem.error)}};
    if (!problem.form.empty()) object.insert(QStringLiteral("form"), problem.form.text());
    return object;
}

QJsonObject toJson(const KafkaStatus& kafka) {
    return {{QStringLiteral("servers"), kafka.servers},     {QStringLiteral("group"), kafka.group},
            {QStringLiteral("connected"), kafka.connected}, {QStringLiteral("partitions"), kafka.partitions},
            {QStringLiteral("lag"), qint64{kafka.lag}},     {QStringLiteral("caughtUp"), kafka.caughtUp}};
}

QJsonObject toJson(const AccountStatus& account) {
    const bool robot = account.kind == AccountStatus::Kind::ServiceAccount;
    QJsonObject object{
        {QStringLiteral("email"), account.email},
        {QStringLiteral("kind"), robot ? QStringLiteral("service-account") : QStringLiteral("person")},
        {QStringLiteral("owner"), account.owner},
        {QStringLiteral("fromEnvironment"), account.fromEnvironment},
        {QStringLiteral("writesLastMinute"), account.writesLastMinute}};
    if (!account.actsFor.isEmpty()) object.insert(QStringLiteral("actsFor"), account.actsFor);
    insert(object, "since", account.since);
    insert(object, "ends", account.ends);
    if (account.problem) object.insert(QStringLiteral("problem"), app::toJson(*account.problem));
    return object;
}

template <class T>
QJsonArray list(const std::vector<T>& values) {
    QJsonArray array;
    for (const T& value : values)
        array.append(toJson(value));
    return array;
}

QJsonObject toJson(const GoogleStatus& google) {
    return {{QStringLiteral("account"), google.account},
            {QStringLiteral("accounts"), list(google.accounts)},
            {QStringLiteral("keychain"), google.keychain ? google.keychain->what : QString()},
            {QStringLiteral("waitsForBrowser"), google.consent.has_value()},
            {QStringLiteral("folder"), google.folderName},
            {QStringLiteral("folderUrl"), google.folderUrl},
            {QStringLiteral("mayCreate"), google.mayCreate},
            {QStringLiteral("check"), app::toJson(google.check)},
            {QStringLiteral("reachable"), google.reachable},
            {QStringLiteral("writesLastMinute"), google.writesLastMinute},
            {QStringLiteral("writesPerMinute"), google.writesPerMinute}};
}

QJsonArray cells(const std::vector<QString>& texts) {
    QJsonArray array;
    for (const QString& text : texts)
        array.append(text);
    return array;
}

constexpr std::array kRemedies{Remedy::Retry,        Remedy::SignIn, Remedy::PickFile, Remedy::FixSettings,
                               Remedy::RejectRecord, Remedy::Wait,   Remedy::Stop};

} // namespace

QJsonObject toJson(const Error& error) {
    QJsonArray choices;
    for (const Choice choice : error.choices)
        choices.append(toString(choice));
    return {{QStringLiteral("remedy"), toString(error.remedy)},
            {QStringLiteral("what"), error.what},
            {QStringLiteral("detail"), error.detail},
            {QStringLiteral("choices"), choices}};
}

Error errorFrom(const QJsonObject& object) {
    Error error;
    for (const Remedy remedy : kRemedies)
        if (toString(remedy) == object.value(QLatin1String("remedy")).toString()) error.remedy = remedy;
    error.what = object.value(QLatin1String("what")).toString();
    error.detail = object.value(QLatin1String("detail")).toString();
    const QJsonArray choices = object.value(QLatin1String("choices")).toArray();
    for (const QJsonValue choice : choices)
        if (const auto known = choiceFrom(choice.toString())) error.choices.push_back(*known);
    return error;
}

QJsonObject toJson(const Status& status) {
    QJsonObject latency;
    if (status.latencyP50) latency.insert(QStringLiteral("p50Ms"), qint64{status.latencyP50->count()});
    if (status.latencyP99) latency.insert(QStringLiteral("p99Ms"), qint64{status.latencyP99->count()});
    QJsonObject object{{QStringLiteral("pipeline"), status.pipeline},
                       {QStringLiteral("activity"), word(status.activity)},
                       {QStringLiteral("headline"), status.sentence.headline},
                       {QStringLiteral("rest"), status.sentence.rest},
                       {QStringLiteral("demo"), status.demo},
                       {QStringLiteral("at"), iso(status.at)},
                       {QStringLiteral("forms"), list(status.forms)},
                       {QStringLiteral("problems"), list(status.problems)},
                       {QStringLiteral("kafka"), toJson(status.kafka)},
                       {QStringLiteral("google"), toJson(status.google)},
                       {QStringLiteral("waiting"), qint64{status.waiting}},
                       {QStringLiteral("delivered"), qint64{status.delivered}},
                       {QStringLiteral("deliveredToday"), qint64{status.deliveredToday}},
                       {QStringLiteral("updated"), qint64{status.updated}},
                       {QStringLiteral("duplicates"), qint64{status.duplicates}},
                       {QStringLiteral("deleted"), qint64{status.deleted}},
                       {QStringLiteral("rejected"), qint64{status.rejected}},
                       {QStringLiteral("rejectedToday"), qint64{status.rejectedToday}},
                       {QStringLiteral("tombstones"), qint64{status.tombstones}},
                       {QStringLiteral("ignored"), qint64{status.ignored}},
                       {QStringLiteral("idOnly"), qint64{status.idOnly}},
                       {QStringLiteral("latency"), latency}};
    insert(object, "lastRow", status.lastRow);
    insert(object, "oldestWaiting", status.oldestWaiting);
    return object;
}

QJsonArray toJson(const CheckReport& report) {
    QJsonArray lines;
    for (const CheckLine& line : report) {
        QJsonObject object{{QStringLiteral("id"), line.id},
                           {QStringLiteral("title"), line.title},
                           {QStringLiteral("state"), word(line.state)},
                           {QStringLiteral("value"), line.value}};
        if (line.error) object.insert(QStringLiteral("error"), toJson(*line.error));
        lines.append(object);
    }
    return lines;
}

QJsonObject toJson(const CommandResult& result) {
    if (result.error) return {{QStringLiteral("error"), toJson(*result.error)}};
    return {{QStringLiteral("message"), result.message}};
}

QJsonObject toJson(const QueryPage& page) {
    if (page.error) return {{QStringLiteral("error"), toJson(*page.error)}};
    QJsonArray rows;
    for (const auto& row : page.rows)
        rows.append(cells(row));
    return {{QStringLiteral("header"), cells(page.header)},
            {QStringLiteral("rows"), rows},
            {QStringLiteral("firstRow"), qint64{page.firstRow}}};
}

} // namespace rowcast::app
