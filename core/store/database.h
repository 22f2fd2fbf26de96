#pragma once
/// One SQLite connection that belongs to the thread that opened it, with what durability asks for: WAL and
/// synchronous=FULL, so that a commit is on disk when it returns. Errors come as sentences with what to do.

#include "core/base/result.h"

#include <QSqlDatabase>
#include <QSqlQuery>
#include <QString>
#include <QVariantList>

#include <functional>

namespace rowcast::store {

/// Qt writes a null QString as NULL.
[[nodiscard]] inline QString notNull(const QString& text) {
    return text.isNull() ? QStringLiteral("") : text;
}

class Database {
public:
    Database() = default;
    ~Database();
    Database(const Database&) = delete;
    Database& operator=(const Database&) = delete;

    /// Opens or makes the file, private to its user. A file that is no database, or a damaged one, is an
    /// error and stays as it is.
    [[nodiscard]] Result<> open(const QString& path);
    /// Runs one statement with its values in order.
    [[nodiscard]] Result<QSqlQuery> run(const QString& statement, const QVariantList& values = {}) const;
    /// All of `work` or nothing of it; on disk when this returns without an error.
    [[nodiscard]] Result<> atomically(const std::function<Result<>()>& work) const;

private:
    [[nodiscard]] tl::unexpected<Error> failure(const QSqlError& error) const;

    QString path_;
    QString name_; ///< of the connection; empty: not open
};

} // namespace rowcast::store
