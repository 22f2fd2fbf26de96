#include "core/settings/checks.h"

#include <QFileInfo>
#include <QRegularExpression>
#include <QTimeZone>
#include <QUrl>

namespace rowcast::settings {

namespace {

tl::unexpected<Error> wrong(const QString& what) {
    return fail(Remedy::FixSettings, what);
}

bool isLoopback(const QString& host) {
    return host == u"localhost" || host == u"127.0.0.1" || host == u"::1";
}

} // namespace

Check anyText() {
    return [](const QString& value) -> Result<QString> { return value.trimmed(); };
}

Check notEmpty(const QString& name) {
    return [name](const QString& value) -> Result<QString> {
        if (value.trimmed().isEmpty()) return wrong(QStringLiteral("%1 must not be empty.").arg(name));
        return value.trimmed();
    };
}

Check oneOf(const QStringList& words) {
    return [words](const QString& value) -> Result<QString> {
        for (const QString& word : words)
            if (word.compare(value.trimmed(), Qt::CaseInsensitive) == 0) return word;
        return wrong(QStringLiteral("“%1” is not one of: %2.").arg(value, words.join(QStringLiteral(", "))));
    };
}

Check wholeNumber(qint64 least, qint64 most) {
    return [=](const QString& value) -> Result<QString> {
        bool isNumber = false;
        const qint64 number = value.trimmed().toLongLong(&isNumber);
        if (!isNumber || number < least || number > most)
            return wrong(
                QStringLiteral("“%1” is not a whole number from %2 to %3.").arg(value).arg(least).arg(most));
        return QString::number(number);
    };
}

Check servers() {
    return [](const QString& value) -> Result<QString> {
        static const QRegularExpression one(
            QStringLiteral(R"(^([A-Za-z0-9._-]+|\[[0-9A-Fa-f:.]+\]):([0-9]{1,5})$)"));
        QStringList kept;
        for (const QString& server : value.split(u',', Qt::SkipEmptyParts)) {
            const auto match = one.match(server.trimmed());
            if (!match.hasMatch() || match.captured(2).toInt() > 65535 || match.captured(2).toInt() == 0)
                return wrong(
                    QStringLiteral("“%1” is not a Kafka server: write host:port.").arg(server.trimmed()));
            kept << server.trimmed();
        }
        return kept.join(u',');
    };
}

Check topics() {
    return [](const QString& value) -> Result<QString> {
        QString text = value.trimmed();
        if (text.startsWith(u'^')) {
            const QRegularExpression regex(text);
            if (!regex.isValid())
                return wrong(
                    QStringLiteral("“%1” is not a regular expression: %2.").arg(text, regex.errorString()));
            return text;
        }
        static const QRegularExpression name(QStringLiteral("^[A-Za-z0-9._-]{1,249}$"));
        QStringList kept;
        for (const QString& topic : text.split(u',', Qt::SkipEmptyParts)) {
            if (!name.match(topic.trimmed()).hasMatch())
                return wrong(
                    QStringLiteral("“%1” cannot be a topic's name; a regular expression starts with ^.")
                        .arg(topic.trimmed()));
            kept << topic.trimmed();
        }
        kept.removeDuplicates();
        return kept.join(u',');
    };
}

Check file() {
    return [](const QString& value) -> Result<QString> {
        const QString path = value.trimmed();
        if (!path.isEmpty() && !QFileInfo(path).isReadable())
            return wrong(QStringLiteral("The file “%1” cannot be read.").arg(path));
        return path.isEmpty() ? path : QFileInfo(path).absoluteFilePath();
    };
}

Check timeZone() {
    return [](const QString& value) -> Result<QString> {
        QString name = value.trimmed();
        if (!name.isEmpty() && !QTimeZone::isTimeZoneIdAvailable(name.toLatin1()))
            return wrong(QStringLiteral("“%1” is not a time zone's name.").arg(name));
        return name;
    };
}

Check endpoint() {
    return [](const QString& value) -> Result<QString> {
        QString text = value.trimmed();
        if (text.isEmpty()) return text;
        const QUrl url(text, QUrl::StrictMode);
        const bool safe = url.scheme() == u"https" || (url.scheme() == u"http" && isLoopback(url.host()));
        if (!url.isValid() || url.host().isEmpty() || !safe)
            return wrong(
                QStringLiteral("“%1” cannot stand in for Google: only https, or http on this machine "
                               "(127.0.0.1), is let through, since credentials go there.")
                    .arg(text));
        return text;
    };
}

Check addresses() {
    return [](const QString& value) -> Result<QString> {
        static const QRegularExpression address(QStringLiteral("^[^\\s,@]+@[^\\s,@]+$"));
        QStringList kept;
        for (const QString& one : value.split(u',', Qt::SkipEmptyParts)) {
            if (!address.match(one.trimmed()).hasMatch())
                return wrong(QStringLiteral("“%1” is not an e-mail address.").arg(one.trimmed()));
            kept << one.trimmed();
        }
        kept.removeDuplicates();
        return kept.join(u',');
    };
}

Check shares() {
    return [](const QString& value) -> Result<QString> {
        static const QRegularExpression share(
            QStringLiteral("^(group:)?[^\\s,@=:]+@[^\\s,@=:]+=(reader|commenter|editor)(\\+mail)?$"));
        QStringList kept;
        for (const QString& one : value.split(u',', Qt::SkipEmptyParts)) {
            if (!share.match(one.trimmed()).hasMatch())
                return wrong(
                    QStringLiteral("“%1” does not say whom to share with: write ADDRESS=editor, or =reader, "
                                   "or =commenter.")
                        .arg(one.trimmed()));
            kept << one.trimmed();
        }
        return kept.join(u',');
    };
}

Check spreadsheet() {
    return [](const QString& value) -> Result<QString> {
        static const QRegularExpression link(QStringLiteral("/spreadsheets/d/([A-Za-z0-9_-]+)"));
        static const QRegularExpression id(QStringLiteral("^[A-Za-z0-9_-]{10,}$"));
        QString text = value.trimmed();
        if (const auto match = link.match(text); match.hasMatch()) return match.captured(1);
        if (text.isEmpty() || id.match(text).hasMatch()) return text;
        return wrong(
            QStringLiteral("“%1” is not a spreadsheet: copy its link from the browser's address line.")
                .arg(text));
    };
}

Result<> settableProperty(const QString& name) {
    static const QStringList ours{QStringLiteral("group.id"),
                                  QStringLiteral("enable.auto.commit"),
                                  QStringLiteral("isolation.level"),
                                  QStringLiteral("enable.auto.offset.store"),
                                  QStringLiteral("auto.offset.reset"),
                                  QStringLiteral("partition.assignment.strategy"),
                                  QStringLiteral("bootstrap.servers"),
                                  QStringLiteral("metadata.broker.list"),
                                  QStringLiteral("security.protocol"),
                                  QStringLiteral("sasl.mechanism"),
                                  QStringLiteral("sasl.mechanisms"),
                                  QStringLiteral("sasl.username"),
                                  QStringLiteral("ssl.ca.location"),
                                  QStringLiteral("topic.blacklist"),
                                  QStringLiteral("queued.max.messages.kbytes"),
                                  QStringLiteral("enable.partition.eof"),
                                  QStringLiteral("test.mock.num.brokers")};
    static const QStringList secrets{QStringLiteral("sasl.password"), QStringLiteral("ssl.key.password"),
                                     QStringLiteral("ssl.keystore.password"), QStringLiteral("ssl.key.pem"),
                                     QStringLiteral("sasl.oauthbearer.client.secret")};
    if (ours.contains(name))
        return wrong(
            QStringLiteral("“%1” is Rowcast's own: exactly-once delivery rests on it, or another setting "
                           "says it.")
                .arg(name));
    if (secrets.contains(name))
        return wrong(QStringLiteral(
                         "“%1” is a secret and does not belong in the settings. Rowcast keeps one secret of "
                         "Kafka, its password: config set kafka.sasl.password.")
                         .arg(name));
    static const QRegularExpression property(QStringLiteral("^[a-z][a-z0-9._]*$"));
    if (!property.match(name).hasMatch())
        return wrong(QStringLiteral("“%1” cannot be a property of librdkafka.").arg(name));
    return {};
}

} // namespace rowcast::settings
