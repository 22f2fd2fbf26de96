#include "tests/shots/profile_fixtures.h"

namespace rowcast::shots {

namespace {
QString text(const char* name, const char* title, const char* more) {
    return QStringLiteral(R"({
  "profile": "%1",
  "title": "%2",
  "version": 1,%3
  "shapes": [{"when": ["/formId", "/responseId", {"at": "/answers", "is": "object"}]}],
  "formId": "/formId",
  "formTitle": "/formName",
  "responseId": "/responseId",
  "submittedAt": {"at": "/submittedAt"},
  "answers": [
    {
      "as": "map",
      "in": "/answers"
    }
  ]
}
)")
        .arg(QLatin1String(name), QLatin1String(title), QLatin1String(more));
}

ProfileReport::Change change(std::int64_t offset, const char* after) {
    return {{{"stock", 0}, offset}, QStringLiteral("no profile knows it"), QString::fromUtf8(after)};
}
} // namespace

ProfileList profiles() {
    ProfileInfo builtIn{QStringLiteral("typeform"),
                        QStringLiteral("Typeform"),
                        3,
                        false,
                        text("typeform", "Typeform", ""),
                        {}};
    ProfileInfo own{QStringLiteral("collect-export"),
                    QStringLiteral("Collect export"),
                    1,
                    true,
                    text("collect-export", "Collect export", ""),
                    {}};
    ProfileInfo guess{QStringLiteral("stock"),
                      QStringLiteral("Guess for topic “stock”"),
                      1,
                      false,
                      text("stock", "stock", "\n  \"topics\": [\"stock\"],"),
                      {}};
    guess.error = Error{Remedy::FixSettings,
                        QStringLiteral("Not used: 2 records wait for your word."),
                        {},
                        {},
                        {Choice::AcceptGuess, Choice::EditProfile, Choice::Ignore}};
    return {builtIn, own, guess};
}

ProfileReport profileReport() {
    ProfileReport report;
    report.records = 200;
    report.now = {188, 4, 6, 2, 0};
    report.then = {190, 4, 6, 0, 0};
    report.changes = {change(1204, "whs-stock, r-77a1: 9 answers"),
                      change(1203, "whs-stock, r-779f: 9 answers")};
    return report;
}

ProfileReport wrongReport() {
    ProfileReport report;
    report.error = Error{Remedy::FixSettings,
                         QStringLiteral("Line 5, column 75: “map” is not one of string, number, boolean, "
                                        "object, array, null."),
                         {},
                         {},
                         {}};
    report.line = 5;
    report.column = 75;
    return report;
}

} // namespace rowcast::shots
