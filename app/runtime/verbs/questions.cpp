#include "app/runtime/file_content.h"
#include "app/runtime/instance.h"
#include "app/runtime/verbs/verbs.h"
#include "core/base/counted.h"
#include "core/settings/settings_file.h"
#include "core/store/store.h"
#include "core/transform/question_map_file.h"

#include <QDir>

namespace rowcast::app {

namespace {

Result<QuestionMap> read(const QString& form, const QString& path) {
    return contentOf(path).and_then([&form](const QByteArray& text) {
        return transform::parseQuestionMap(FormId(form.toStdString()), text.toStdString());
    });
}

Result<QString> save(const QString& dataDir, const QuestionMap& map) {
    auto told = tellInstance(dataDir, SaveMap{map});
    if (!told) return fail(std::move(told.error()));
    if (*told) return **told;
    store::Store store;
    return settings::makePrivate(dataDir)
        .and_then([&] { return store.open(QDir(dataDir).filePath(QStringLiteral("rowcast.db"))); })
        .and_then([&] { return store.saveMap(map); })
        .map([&] {
            return QStringLiteral("Saved %1 of form “%2”; new rows use them.")
                .arg(counted(static_cast<qint64>(map.entries.size()), QStringLiteral("question"),
                             QStringLiteral("questions")),
                     map.form.text());
        });
}

} // namespace

int runQuestions(const Invocation& invocation) {
    VerbLine line(invocation);
    if (const auto code = line.parse()) return *code;
    const QStringList words = line.words();
    if (words.size() != 3 || words[0] != u"import")
        return line.misused(
            QStringLiteral("Say questions import FORM FILE (CSV with id and title, or JSON)."));
    const auto saved = read(words[1], words[2]).and_then([&line](const QuestionMap& map) {
        return save(line.dataDir(), map);
    });
    if (!saved) return printError(saved.error());
    print(*saved);
    return Done;
}

} // namespace rowcast::app
