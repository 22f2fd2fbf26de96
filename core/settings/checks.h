#pragma once
/// The checks that the table of settings is made of. Each returns the value in its normal form, or what is
/// wrong with it. Pure; any thread.

#include "core/base/result.h"

#include <QString>
#include <QStringList>

#include <functional>

namespace rowcast::settings {

using Check = std::function<Result<QString>(const QString&)>;

[[nodiscard]] Check anyText();
[[nodiscard]] Check notEmpty(const QString& name);
[[nodiscard]] Check oneOf(const QStringList& words);
[[nodiscard]] Check wholeNumber(qint64 least, qint64 most);
/// Empty, or host:port, comma between several.
[[nodiscard]] Check servers();
/// Empty, names with commas between, or one regular expression that starts with ^.
[[nodiscard]] Check topics();
/// Empty, or a readable file.
[[nodiscard]] Check file();
/// Empty, or a zone by its IANA name.
[[nodiscard]] Check timeZone();
/// Empty, https, or http on this machine.
[[nodiscard]] Check endpoint();
/// Empty, or e-mail addresses with commas between.
[[nodiscard]] Check addresses();
/// Empty, or [group:]ADDRESS=ROLE[+mail] with commas between, ROLE reader, commenter or editor.
[[nodiscard]] Check shares();
/// A spreadsheet's id, or its link, from which the id is taken.
[[nodiscard]] Check spreadsheet();
/// Whether people may set this librdkafka property: passwords and what exactly-once rests on are refused.
[[nodiscard]] Result<> settableProperty(const QString& name);

} // namespace rowcast::settings
