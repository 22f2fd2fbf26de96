#include "tests/core/sheets/sink_fixture.h"

namespace rowcast::sheets::test {

FormSource::FormSource(std::string form) : form_{std::move(form)} {
    questions_->push_back({QuestionId{"q1"}, "Name", CellKind::Text, true});
    questions_->push_back({QuestionId{"q2"}, "Age", CellKind::Number, true});
    questions_->push_back({QuestionId{"q3"}, "Comment", CellKind::Text, true});
}

Batch FormSource::batch(std::int64_t from, std::int64_t to, std::int32_t partition) {
    static std::uint64_t next = 0;
    Batch batch;
    batch.id = ++next;
    batch.form = form_;
    batch.title = "Form " + form_.value;
    batch.questions = questions_;
    batch.partitions = std::make_shared<std::vector<TopicPartition>>(1, TopicPartition{"forms", partition});
    auto arena = std::make_shared<Arena>();
    for (std::int64_t offset = from; offset < to; ++offset) {
        Row row;
        row.offset = offset;
        row.submittedAt = WallTime{Millis{1'770'000'000'000 + offset * 1000}};
        row.responseId = arena->copy(idOf(offset, partition));
        const auto cells = arena->array<Cell>(offset % 3 == 0 ? 3 : 2);
        cells[0] = {0, CellKind::Text, 0, arena->copy(nameOf(offset, partition))};
        cells[1] = {1, CellKind::Number, static_cast<double>(offset), {}};
        if (offset % 3 == 0)
            cells[2] = {2, CellKind::Text, 0, arena->copy("=comment " + std::to_string(offset))};
        row.cells = cells;
        row.arena = arena;
        batch.rows.push_back(row);
        Response response{std::string(row.responseId), {}};
        response.answers = {{"Name", nameOf(offset, partition)}, {"Age", std::to_string(offset)}};
        if (offset % 3 == 0) response.answers["Comment"] = "=comment " + std::to_string(offset);
        wanted[response.id] = response;
    }
    return batch;
}

std::string FormSource::idOf(std::int64_t offset, std::int32_t partition) {
    return std::to_string(partition) + '@' + std::to_string(offset) + ".0";
}

std::string FormSource::nameOf(std::int64_t offset, std::int32_t partition) {
    return "Ünï \"" + std::to_string(partition) + "/" + std::to_string(offset) + "\" 0049";
}

Place::Place(sandbox::Options options) : google(std::move(options)) {
    if (!google.start()) qFatal("the local Google does not start");
    key = google::parseServiceAccountKey(QByteArray::fromStdString(google.issueServiceAccountKey())).value();
}

sandbox::Options Place::defaults() {
    sandbox::Options options;
    options.serviceAccountsMayOwn = true;
    options.quota.enabled = false;
    return options;
}

GoogleConfig Place::config() const {
    GoogleConfig config;
    config.endpoint = QUrl(QString::fromStdString(google.rootUrl()));
    config.writesPerMinute = config.readsPerMinute = 100'000;
    return config;
}

QJsonObject Place::get(const QString& target) {
    sandbox::Request request;
    request.verb = "GET";
    request.target = target.toStdString();
    request.authorization = "Bearer " + google.issueToken(key.email.toStdString(), {"drive"});
    return QJsonDocument::fromJson(QByteArray::fromStdString(google.handle(request).body)).object();
}

QString Place::verdict(const QString& name, const std::map<std::string, Response>& wanted) {
    std::map<std::string, int> seen;
    QString problem;
    google.people([&](sandbox::People& people) {
        for (const auto& file : people.files())
            if (QString::fromStdString(file.name).startsWith(name) && !file.trashed) files_.insert(file.id);
    });
    for (const std::string& file : std::exchange(files_, {})) {
        const QString id = QString::fromStdString(file);
        const auto rows =
            get(QStringLiteral("/v4/spreadsheets/%1/values/A1:ZZ?valueRenderOption=UNFORMATTED_VALUE")
                    .arg(id))[u"values"]
                .toArray();
        problem += judge(rows, wanted, seen);
    }
    for (const auto& [id, response] : wanted)
        if (seen[id] != 1)
            problem += QStringLiteral("%1 stands %2 times; ").arg(QString::fromStdString(id)).arg(seen[id]);
    return problem.left(400);
}

QString Place::judge(const QJsonArray& rows, const std::map<std::string, Response>& wanted,
                     std::map<std::string, int>& seen) {
    QString problem;
    qsizetype header = 0;
    while (header < rows.size() && !rows[header].toArray().contains(QStringLiteral("Response ID")))
        ++header;
    const QJsonArray titles = rows[header].toArray();
    for (qsizetype i = 0; i < rows.size(); ++i) {
        if (i == header) continue;
        const QJsonArray cells = rows[i].toArray();
        std::map<std::string, std::string> row;
        for (qsizetype c = 0; c < cells.size(); ++c)
            if (const QString cell = cells[c].toVariant().toString(); !cell.isEmpty())
                row[titles[c].toString().toStdString()] = cell.toStdString();
        const std::string id = row["Response ID"];
        if (id.empty() && std::exchange(row, {}).size() <= 1) continue;
        ++seen[id];
        const auto response = wanted.find(id);
        if (response == wanted.end())
            problem += QStringLiteral("nobody sent “%1”; ").arg(QString::fromStdString(id));
        else
            for (const char* title : {"Name", "Age", "Comment"}) {
                const auto answer = response->second.answers.find(title);
                if (row[title] != (answer == response->second.answers.end() ? std::string() : answer->second))
                    problem += QStringLiteral("%1 has %2 “%3”; ")
                                   .arg(QString::fromStdString(id), QLatin1String(title),
                                        QString::fromStdString(row[title]));
            }
    }
    return problem;
}

Instance::Instance(Place& place, SheetsConfig config) : session(place.config()) {
    if (config.folder.isEmpty()) config.folder = QStringLiteral("Atlan");
    config.indexWait = Millis{0};
    config.firstWait = Millis{20};
    session.setAccounts({place.key});
    sink = std::make_unique<SheetsSink>(session, std::move(config));
    connect(sink.get(), &Sink::ready, this, &Instance::next);
    connect(sink.get(), &Sink::written, this, &Instance::onWritten);
    connect(sink.get(), &Sink::failed, this, &Instance::onFailed);
    connect(sink.get(), &Sink::sheetChanged, this,
            [this](const FormSheet& sheet) { sheets[sheet.form] = sheet; });
    connect(sink.get(), &Sink::mended, this,
            [this](const CommandResult& result) { mended.push_back(result); });
    connect(sink.get(), &Sink::answered, this, [this](const QueryPage& page) { pages.push_back(page); });
}

void Instance::give(Batch batch) {
    waiting[batch.form].push_back(std::move(batch));
    next();
}

std::size_t Instance::waitingCount() const {
    std::size_t count = 0;
    for (const auto& [form, batches] : waiting)
        count += batches.size();
    return count;
}

void Instance::next() {
    for (auto& [form, batches] : waiting) {
        if (batches.empty() || inHand.contains(form) || session.writesFree() == 0) continue;
        inHand[form] = std::move(batches.front());
        batches.pop_front();
        sink->write(inHand[form]);
        return;
    }
}

void Instance::onWritten(const BatchWritten& report) {
    inHand.erase(report.form);
    appended += report.appended;
    found += report.found;
    rejected += static_cast<std::int64_t>(report.rejected.size());
    next();
}

void Instance::onFailed(const BatchFailed& failure) {
    Batch batch = std::move(inHand[failure.form]);
    inHand.erase(failure.form);
    const bool passes = failure.error.remedy == Remedy::Retry || failure.error.remedy == Remedy::Wait;
    if (!passes) return void(blocked.push_back(failure));
    ++retried;
    waiting[failure.form].push_front(std::move(batch));
    QTimer::singleShot(50, this, [this] { next(); });
}

SheetsConfig knowing(const Instance& before) {
    SheetsConfig config;
    for (const auto& [id, sheet] : before.sheets)
        config.known.push_back(sheet);
    return config;
}

} // namespace rowcast::sheets::test
