#include "core/settings/catalogue.h"

#include "core/settings/checks.h"

namespace rowcast::settings {

namespace {

/// A change of it restarts the pipeline.
Setting restarting(const char* key, const char* standard, const char* help, Check check) {
    return {QString::fromUtf8(key), QString::fromUtf8(standard), QString::fromUtf8(help), Restarts::Pipeline,
            std::move(check)};
}

/// A change of it holds at once.
Setting live(const char* key, const char* standard, const char* help, Check check) {
    return {QString::fromUtf8(key), QString::fromUtf8(standard), QString::fromUtf8(help), Restarts::Nothing,
            std::move(check)};
}

std::vector<Setting> kafkaSettings() {
    return {
        restarting("kafka.servers", "", "Kafka's brokers to begin with: host:port, comma between.",
                   servers()),
        restarting("kafka.topics", "",
                   "Topics with form responses: names with commas between, or one regular expression that "
                   "starts with ^.",
                   topics()),
        restarting("kafka.group", "rowcast",
                   "The consumer group; instances of one group share out the partitions.",
                   notEmpty(QStringLiteral("The consumer group"))),
        restarting("kafka.security", "plaintext", "plaintext, tls, sasl_plaintext or sasl_tls.",
                   oneOf({QStringLiteral("plaintext"), QStringLiteral("tls"),
                          QStringLiteral("sasl_plaintext"), QStringLiteral("sasl_tls")})),
        restarting("kafka.sasl.mechanism", "SCRAM-SHA-512",
                   "How the user proves itself: PLAIN, SCRAM-SHA-256 or SCRAM-SHA-512.",
                   oneOf({QStringLiteral("PLAIN"), QStringLiteral("SCRAM-SHA-256"),
                          QStringLiteral("SCRAM-SHA-512")})),
        restarting("kafka.sasl.user", "",
                   "Kafka's user name; config set kafka.sasl.password keeps its password in the keychain, or "
                   "ROWCAST_KAFKA_PASSWORD_FILE names a file with it.",
                   anyText()),
        restarting("kafka.ca", "", "File with the certificate that signed Kafka's; empty: the system's.",
                   file()),
        restarting("kafka.properties.<name>", "",
                   "Any further property of librdkafka, for example kafka.properties.client.rack.",
                   anyText()),
    };
}

std::vector<Setting> googleSettings() {
    return {
        restarting("google.endpoint", "",
                   "Empty: Google. Else an https or local address that stands in for it.", endpoint()),
        restarting(
            "google.folder", "Atlan",
            "The Drive folder for the spreadsheets, by name, link or id; made if there is none of that name.",
            notEmpty(QStringLiteral("The folder"))),
        restarting(
            "google.accounts", "",
            "Addresses of the accounts in the keychain that may write here, commas between; signing in "
            "and adding a key fill it.",
            addresses()),
        restarting(
            "google.account", "",
            "The account that owns the spreadsheets; empty: the first one. The service accounts beside "
            "it write too.",
            anyText()),
        live("google.client_id", "",
             "The OAuth client of your own Google Cloud project, with which people sign in; its secret is "
             "in the keychain.",
             anyText()),
        restarting("google.share", "",
                   "Whom each new spreadsheet is shared with, commas between: ADDRESS=reader, =commenter or "
                   "=editor; "
                   "group:ADDRESS for a group; +mail at the end has Google write to them.",
                   shares()),
        restarting("google.act_as", "",
                   "The person for whom the key in GOOGLE_APPLICATION_CREDENTIALS acts by domain-wide "
                   "delegation; empty: for itself. Keys in the keychain: accounts add-key --act-as.",
                   anyText()),
        restarting("google.index_wait", "120",
                   "Seconds to wait after making the folder's index, in case another instance made one too; "
                   "0 where one instance runs alone.",
                   wholeNumber(0, 3600)),
        restarting("google.may_create", "yes",
                   "no: the account may not create files; each form's spreadsheet is named by "
                   "form.<id>.spreadsheet.",
                   oneOf({QStringLiteral("yes"), QStringLiteral("no")})),
        restarting("google.time_zone", "",
                   "The spreadsheets' time zone, for example Europe/Berlin; empty: this machine's.",
                   timeZone()),
        restarting("google.writes_per_minute", "60", "Google's quota of write requests for one user.",
                   wholeNumber(1, 100'000)),
        restarting("google.reads_per_minute", "60", "Google's quota of read requests for one user.",
                   wholeNumber(1, 100'000)),
        restarting("google.request_bytes", "2000000",
                   "How large a write may grow, in bytes; Google advises 2,000,000.",
                   wholeNumber(10'000, 8'000'000)),
    };
}

std::vector<Setting> deliverySettings() {
    const Check edits = oneOf({QStringLiteral("update"), QStringLiteral("append"), QStringLiteral("skip")});
    return {
        restarting("pipeline.name", "Form responses", "What this pipeline is called in the window.",
                   notEmpty(QStringLiteral("The name"))),
        restarting("form.profile", "auto",
                   "How responses are read: a profile's name, or auto to find the one that fits.",
                   notEmpty(QStringLiteral("The profile"))),
        restarting(
            "form.id", "",
            "The form of a record that names none: an id, @key (the record's key) or @topic; empty: such "
            "a record is rejected.",
            anyText()),
        restarting(
            "form.unknown", "ask",
            "Records that no profile fits: ask (they wait until a person has said what they are), guess "
            "(read as a plain JSON object) or reject.",
            oneOf({QStringLiteral("ask"), QStringLiteral("guess"), QStringLiteral("reject")})),
        live("delivery.lost_log", "ask",
             "When a topic was made again or the group's offsets are gone: ask (the form waits), new-log "
             "(deliver all of it) or resume (go on where the sheet ends).",
             oneOf({QStringLiteral("ask"), QStringLiteral("new-log"), QStringLiteral("resume")})),
        restarting("delivery.edits", "update",
                   "What becomes of a response that is submitted again: update (its row says what the newest "
                   "submission says), append (a further row) or skip. Once set, it goes before what the "
                   "profile says.",
                   edits),
        restarting("form.<id>.edits", "", "The same for one form.", edits),
        restarting("form.<id>.spreadsheet", "",
                   "The spreadsheet that a person made for this form: its link or id.", spreadsheet()),
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
