#include "core/settings/settings.h"

namespace rowcast::settings {

namespace {

/// [group:]ADDRESS=ROLE[+mail], checked before.
Share shareFrom(QStringView text) {
    Share share;
    share.notify = text.endsWith(u"+mail");
    share.group = text.startsWith(u"group:");
    if (share.notify) text.chop(5);
    if (share.group) text = text.mid(6);
    const auto equals = text.lastIndexOf(u'=');
    const QStringView role = text.mid(equals + 1);
    share.email = text.left(equals).toString().toStdString();
    share.role = role == u"editor" ? Role::Writer : role == u"commenter" ? Role::Commenter : Role::Reader;
    return share;
}

} // namespace

Result<Settings> Settings::from(const QMap<QString, QString>& values) {
    Settings settings;
    for (auto it = values.begin(); it != values.end(); ++it) {
        if (!find(it.key())) {
            settings.values_.insert(it.key(), it.value());
            continue;
        }
        auto value = checked(it.key(), it.value());
        if (!value) return fail(std::move(value.error()));
        settings.values_.insert(it.key(), *value);
    }
    return settings;
}

QString Settings::text(const QString& key) const {
    const Setting* setting = find(key);
    Q_ASSERT(setting);
    return values_.value(key, setting->standard);
}

QMap<QString, QString> Settings::family(const QString& key) const {
    const Setting* setting = find(key);
    Q_ASSERT(setting && setting->isFamily());
    QMap<QString, QString> members;
    for (auto it = values_.begin(); it != values_.end(); ++it)
        if (const auto name = setting->memberOf(it.key())) members.insert(*name, it.value());
    return members;
}

Result<Settings> Settings::with(const QString& key, const QString& value) const {
    Settings changed = *this;
    if (value.isEmpty() && find(key)) {
        changed.values_.remove(key);
        return changed;
    }
    auto kept = checked(key, value);
    if (!kept) return fail(std::move(kept.error()));
    changed.values_.insert(key, *kept);
    return changed;
}

KafkaConfig Settings::kafka() const {
    const QString topics = text(QStringLiteral("kafka.topics"));
    KafkaConfig config;
    config.servers = text(QStringLiteral("kafka.servers"));
    config.topics = topics.startsWith(u'^') ? QStringList{topics} : topics.split(u',', Qt::SkipEmptyParts);
    config.group = text(QStringLiteral("kafka.group"));
    config.security = text(QStringLiteral("kafka.security"));
    config.saslUser = text(QStringLiteral("kafka.sasl.user"));
    config.caFile = text(QStringLiteral("kafka.ca"));
    config.properties = family(QStringLiteral("kafka.properties.<name>"));
    if (config.security.startsWith(u"sasl"))
        config.saslMechanism = text(QStringLiteral("kafka.sasl.mechanism"));
    return config;
}

GoogleConfig Settings::google() const {
    GoogleConfig config;
    config.endpoint = QUrl(text(QStringLiteral("google.endpoint")));
    config.folder = text(QStringLiteral("google.folder"));
    for (const QString& share : text(QStringLiteral("google.share")).split(u',', Qt::SkipEmptyParts))
        config.shareNew.push_back(shareFrom(share));
    config.indexWait = std::chrono::seconds(number(QStringLiteral("google.index_wait")));
    config.writesPerMinute = static_cast<int>(number(QStringLiteral("google.writes_per_minute")));
    config.readsPerMinute = static_cast<int>(number(QStringLiteral("google.reads_per_minute")));
    config.requestBytes = number(QStringLiteral("google.request_bytes"));
    return config;
}

} // namespace rowcast::settings
