#pragma once
/// An immutable snapshot of all settings, each value checked. Plain value; any thread.

#include "core/base/result.h"
#include "core/model/config.h"
#include "core/settings/catalogue.h"

#include <QMap>
#include <QString>

namespace rowcast::settings {

class Settings {
public:
    /// The defaults.
    Settings() = default;
    /// `values` as a file holds them: unknown keys are kept (a newer version's), known ones are checked.
    [[nodiscard]] static Result<Settings> from(const QMap<QString, QString>& values);

    /// The value of `key`, else its default. Precondition: the key exists.
    [[nodiscard]] QString text(const QString& key) const;
    [[nodiscard]] qint64 number(const QString& key) const { return text(key).toLongLong(); }
    /// The members of a family that are set: {name → value} for "kafka.properties.<name>".
    [[nodiscard]] QMap<QString, QString> family(const QString& key) const;
    [[nodiscard]] bool isSet(const QString& key) const { return values_.contains(key); }
    /// A new snapshot with `key` set; an empty value puts it back to its default.
    [[nodiscard]] Result<Settings> with(const QString& key, const QString& value) const;
    /// What is set by people, as the file keeps it.
    [[nodiscard]] const QMap<QString, QString>& values() const { return values_; }

    [[nodiscard]] KafkaConfig kafka() const; ///< without the password
    [[nodiscard]] GoogleConfig google() const;

    bool operator==(const Settings&) const = default;

private:
    QMap<QString, QString> values_;
};

} // namespace rowcast::settings
