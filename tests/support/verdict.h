#pragma once
/// The verdict over a delivery, by a stranger: it knows the responses that were produced and reads the sheets
/// through Google's API over HTTP, and knows nothing of what was between. The test's thread.

#include "core/intake/response.h"

#include <QJsonArray>
#include <QNetworkAccessManager>
#include <QString>
#include <QStringList>

#include <map>
#include <string>
#include <vector>

namespace rowcast::test {

/// One spreadsheet as anybody sees it.
struct SeenSheet {
    QString name;
    QStringList header;
    std::vector<QJsonArray> rows; ///< below the header; blank ones left out
};

class Stranger {
public:
    Stranger(QString root, QString token) : root_(std::move(root)), token_(std::move(token)) {}
    /// Every form's spreadsheet that is not in the bin. Ends the test's process on an answer that is none.
    [[nodiscard]] std::vector<SeenSheet> sheets();

private:
    [[nodiscard]] QJsonObject get(const QString& path, const QString& query);

    QString root_;
    QString token_;
    QNetworkAccessManager network_;
};

/// What one form was sent, by response id, and how its columns are to be found.
struct SentForm {
    QString title; ///< what its spreadsheet is called
    std::map<std::string, intake::Response> responses;
    std::map<QuestionId, QString> titles; ///< as the header shows them
    intake::Shape shape = intake::Shape::Google;
    bool mapped = false;
};

struct Verdict {
    std::int64_t rows = 0;
    std::int64_t lost = 0;
    std::int64_t duplicated = 0;
    std::int64_t misplaced = 0; ///< an answer under another question
    std::int64_t unequal = 0;   ///< a cell that shows something else
    std::int64_t unknown = 0;   ///< rows that nobody sent, sheets of no form
    QStringList examples;

    [[nodiscard]] bool clean() const { return lost + duplicated + misplaced + unequal + unknown == 0; }
    [[nodiscard]] QString text() const;
};

/// What people add to a header that they rename, and what the columns are called that they insert: both are
/// left to them.
inline const QString kRenamed = QStringLiteral(" (people's word)");
inline const QString kInserted = QStringLiteral("People's own");

[[nodiscard]] Verdict judge(const std::map<std::string, SentForm>& sent,
                            const std::vector<SeenSheet>& sheets);

} // namespace rowcast::test
