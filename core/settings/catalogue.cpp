#include "core/settings/catalogue.h"

#include "core/settings/checks.h"

namespace rowcast::settings {

namespace {

std::vector<Setting> kafkaSettings() {
    return {
        {QStringLiteral("kafka.servers"),
         {},
         QStringLiteral("Kafka's brokers to begin with: host:port, comma between."),
         Restarts::Pipeline,
         servers()},
        {QStringLiteral("kafka.topics"),
         {},
         QStringLiteral(
             "Topics with form responses: names with commas between, or one regular expression that "
             "starts with ^."),
         Restarts::Pipeline,
         topics()},
        {QStringLiteral("kafka.group"), QStringLiteral("rowcast"),
         QStringLiteral("The consumer group; instances of one group share out the partitions."),
         Restarts::Pipeline, notEmpty(QStringLiteral("The consumer group"))},
        {QStringLiteral("kafka.security"), QStringLiteral("plaintext"),
         QStringLiteral("plaintext, tls, sasl_plaintext or sasl_tls."), Restarts::Pipeline,
         oneOf({QStringLiteral("plaintext"), QStringLiteral("tls"), QStringLiteral("sasl_plaintext"),
                QStringLiteral("sasl_tls")})},
        {QStringLiteral("kafka.sasl.mechanism"), QStringLiteral("SCRAM-SHA-512"),
         QStringLiteral("How the user proves itself: PLAIN, SCRAM-SHA-256 or SCRAM-SHA-512."),
         Restarts::Pipeline,
         oneOf({QStringLiteral("PLAIN"), QStringLiteral("SCRAM-SHA-256"), QStringLiteral("SCRAM-SHA-512")})},
        {QStringLiteral("kafka.sasl.user"),
         {},
         QStringLiteral("Kafka's user name; its password comes from the keychain, or from the file named in "
                        "ROWCAST_KAFKA_PASSWORD_FILE."),
         Restarts::Pipeline,
         anyText()},
        {QStringLiteral("kafka.ca"),
         {},
         QStringLiteral("File with the certificate that signed Kafka's; empty: the system's."),
         Restarts::Pipeline,
         file()},
        {QStringLiteral("kafka.properties.<name>"),
         {},
         QStringLiteral("Any further property of librdkafka, for example kafka.properties.client.rack."),
         Restarts::Pipeline,
         anyText()},
    };
}

std::vector<Setting> googleSettings() {
    return {
        {QStringLiteral("google.endpoint"),
         {},
         QStringLiteral("Empty: Google. Else an https or local address that stands in for it."),
         Restarts::Pipeline,
         endpoint()},
        {QStringLiteral("google.folder"), QStringLiteral("Atlan"),
         QStringLiteral(
             "The Drive folder for the spreadsheets, by name or id; made if there is none of that name."),
         Restarts::Pipeline, notEmpty(QStringLiteral("The folder"))},
        {QStringLiteral("google.act_as"),
         {},
         QStringLiteral(
             "The person for whom a service account acts by domain-wide delegation; empty: for itself."),
         Restarts::Pipeline,
         anyText()},
        {QStringLiteral("google.index_wait"), QStringLiteral("120"),
         QStringLiteral(
             "Seconds to wait after making the folder's index, in case another instance made one too; "
             "0 where one instance runs alone."),
         Restarts::Pipeline, wholeNumber(0, 3600)},
        {QStringLiteral("google.may_create"), QStringLiteral("yes"),
         QStringLiteral("no: the account may not create files; each form's spreadsheet is named by "
                        "form.<id>.spreadsheet."),
         Restarts::Pipeline, oneOf({QStringLiteral("yes"), QStringLiteral("no")})},
        {QStringLiteral("google.time_zone"),
         {},
         QStringLiteral("The spreadsheets' time zone, for example Europe/Berlin; empty: this machine's."),
         Restarts::Pipeline,
         timeZone()},
        {QStringLiteral("google.writes_per_minute"), QStringLiteral("60"),
         QStringLiteral("Google's quota of write requests for one user."), Restarts::Pipeline,
         wholeNumber(1, 100'000)},
        {QStringLiteral("google.reads_per_minute"), QStringLiteral("60"),
         QStringLiteral("Google's quota of read requests for one user."), Restarts::Pipeline,
         wholeNumber(1, 100'000)},
        {QStringLiteral("google.request_bytes"), QStringLiteral("2000000"),
         QStringLiteral("How large a write may grow, in bytes; Google advises 2,000,000."),
         Restarts::Pipeline, wholeNumber(10'000, 8'000'000)},
    };
}

std::vector<Setting> deliverySettings() {
    return {
        {QStringLiteral("pipeline.name"), QStringLiteral("Form responses"),
         QStringLiteral("What this pipeline is called in the window."), Restarts::Nothing,
         notEmpty(QStringLiteral("The name"))},
        {QStringLiteral("form.profile"), QStringLiteral("auto"),
         QStringLiteral("How responses are read: a profile's name, or auto to find the one that fits."),
         Restarts::Pipeline, notEmpty(QStringLiteral("The profile"))},
        {QStringLiteral("form.id"),
         {},
         QStringLiteral(
             "The form of a record that names none: an id, @key (the record's key) or @topic; empty: such "
             "a record is rejected."),
         Restarts::Pipeline,
         anyText()},
        {QStringLiteral("form.unknown"), QStringLiteral("accept"),
         QStringLiteral(
             "Records that no profile knows: accept (read as a plain JSON object) or ask (they wait)."),
         Restarts::Pipeline, oneOf({QStringLiteral("accept"), QStringLiteral("ask")})},
        {QStringLiteral("delivery.lost_log"), QStringLiteral("ask"),
         QStringLiteral(
             "When a topic was made again or the group's offsets are gone: ask (the form waits), new-log "
             "(deliver all of it) or resume (go on where the sheet ends)."),
         Restarts::Pipeline,
         oneOf({QStringLiteral("ask"), QStringLiteral("new-log"), QStringLiteral("resume")})},
        {QStringLiteral("form.<id>.spreadsheet"),
         {},
         QStringLiteral("The spreadsheet that a person made for this form: its link or id."),
         Restarts::Pipeline,
         spreadsheet()},
    };
}

std::vector<Setting> all() {
    std::vector<Setting> settings = kafkaSettings();
    for (auto&& part : {googleSettings(), deliverySettings()})
        settings.insert(settings.end(), part.begin(), part.end());
    return settings;
}

} // namespace

std::optional<QString> Setting::memberOf(const QString& name) const {
    const auto open = key.indexOf(u'<');
    const auto close = key.indexOf(u'>');
    if (open < 0) return std::nullopt;
    const QString before = key.left(open);
    const QString after = key.mid(close + 1);
    if (!name.startsWith(before) || !name.endsWith(after) || name.size() <= before.size() + after.size())
        return std::nullopt;
    return name.mid(before.size(), name.size() - before.size() - after.size());
}

const std::vector<Setting>& catalogue() {
    static const std::vector<Setting> settings = all();
    return settings;
}

const Setting* find(const QString& key) {
    for (const Setting& setting : catalogue())
        if (setting.key == key || setting.memberOf(key)) return &setting;
    return nullptr;
}

Result<QString> checked(const QString& key, const QString& value) {
    const Setting* setting = find(key);
    if (!setting || (setting->isFamily() && setting->key == key))
        return fail(Remedy::FixSettings,
                    QStringLiteral("There is no setting “%1”; rowcast config list shows all.").arg(key));
    if (key.startsWith(u"kafka.properties."))
        if (auto allowed = settableProperty(*setting->memberOf(key)); !allowed)
            return fail(std::move(allowed.error()));
    return setting->check(value).map_error([&key](Error error) {
        error.what = key + QStringLiteral(": ") + error.what;
        return error;
    });
}

} // namespace rowcast::settings
