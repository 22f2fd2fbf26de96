#include "app/runtime/instance.h"
#include "app/runtime/verbs/verbs.h"
#include "core/base/counted.h"

#include <QJsonArray>

namespace rowcast::app {

namespace {

int notRunning(const QString& dataDir) {
    return printError(
        {Remedy::Wait,
         QStringLiteral("Rowcast is not running on %1: only a running one knows its forms and can mend them "
                        "(rowcast run).")
             .arg(dataDir),
         {},
         {},
         {}});
}

QString choicesOf(const QJsonObject& blocked) {
    QStringList words;
    const QJsonArray choices = blocked.value(QLatin1String("choices")).toArray();
    for (const QJsonValue choice : choices)
        words << choice.toString();
    return words.isEmpty() ? QString() : QStringLiteral(" [%1]").arg(words.join(QStringLiteral(" | ")));
}

int list(const QString& dataDir, bool json) {
    const auto status = instanceStatus(dataDir);
    if (!status) return printError(status.error());
    if (!*status) return notRunning(dataDir);
    const QJsonArray forms = (*status)->value(QLatin1String("forms")).toArray();
    if (json) {
        print(QJsonObject{{QStringLiteral("forms"), forms}});
        return Done;
    }
    if (forms.isEmpty())
        print(QStringLiteral("No response has arrived yet: forms appear here with their first one."));
    for (const QJsonValue value : forms) {
        const QJsonObject form = value.toObject();
        const QJsonObject blocked = form.value(QLatin1String("blocked")).toObject();
        print(QStringLiteral("%1  %2  %3  %4")
                  .arg(form.value(QLatin1String("form")).toString(),
                       form.value(QLatin1String("title")).toString(),
                       counted(form.value(QLatin1String("rows")).toInteger(), QStringLiteral("row"),
                               QStringLiteral("rows")),
                       form.value(QLatin1String("url")).toString()));
        if (!blocked.isEmpty())
            print(QStringLiteral("    blocked: %1%2")
                      .arg(blocked.value(QLatin1String("what")).toString(), choicesOf(blocked)));
    }
    return Done;
}

} // namespace

int runForms(const Invocation& invocation) {
    VerbLine line(invocation, {{QStringLiteral("json"), QStringLiteral("Print as JSON.")}});
    if (const auto code = line.parse()) return *code;
    const QStringList words = line.words();
    if (words.isEmpty() || words == QStringList{QStringLiteral("list")})
        return list(line.dataDir(), line.has("json"));
    const auto choice = choiceFrom(words[0]);
    if (!choice || words.size() > 3)
        return line.misused(QStringLiteral("“%1” mends nothing.").arg(words.join(u' ')));
    if (*choice == Choice::PickAnother && words.size() != 3)
        return line.misused(
            QStringLiteral("Say forms use FORM LINK, with the link or id of the spreadsheet."));
    const auto told =
        tellInstance(line.dataDir(), Mend{FormId(words.value(1).toStdString()), *choice, words.value(2)});
    if (!told) return printError(told.error());
    if (!*told) return notRunning(line.dataDir());
    print(**told);
    return Done;
}

} // namespace rowcast::app
