#include "app/runtime/instance.h"
#include "app/runtime/status_json.h"
#include "app/runtime/verbs/verbs.h"
#include "core/base/counted.h"
#include "core/monitor/state_sentence.h"

#include <QJsonArray>

#include <algorithm>

namespace rowcast::app {

namespace {

void printForms(const QJsonArray& forms) {
    for (const QJsonValue value : forms) {
        const QJsonObject form = value.toObject();
        print(QStringLiteral("  %1  %2, %3 waiting  %4")
                  .arg(form.value(QLatin1String("title")).toString(),
                       counted(form.value(QLatin1String("rows")).toInteger(), QStringLiteral("row"),
                               QStringLiteral("rows")),
                       QLocale().toString(form.value(QLatin1String("waiting")).toInteger()),
                       form.value(QLatin1String("url")).toString()));
    }
}

void printProblems(const QJsonArray& problems) {
    for (const QJsonValue value : problems) {
        const QJsonObject error = value.toObject().value(QLatin1String("error")).toObject();
        const QString form = value.toObject().value(QLatin1String("form")).toString();
        print(QStringLiteral("  ! %1%2")
                  .arg(form.isEmpty() ? form : form + QStringLiteral(": "),
                       error.value(QLatin1String("what")).toString()));
    }
}

/// What became of submissions whose response had a row already; nothing if there were none.
void printEdits(const QJsonObject& known) {
    const auto tell = [&](const char* name, const QString& one, const QString& many) {
        const qint64 count = known.value(QLatin1String(name)).toInteger();
        if (count > 0) print(QStringLiteral("  ") + counted(count, one, many));
    };
    tell("updated", QStringLiteral("row updated by a newer submission"),
         QStringLiteral("rows updated by newer submissions"));
    tell("duplicates", QStringLiteral("submission left out: its row says the same, or newer"),
         QStringLiteral("submissions left out: their rows say the same, or newer"));
    tell("deleted", QStringLiteral("submission left out: people deleted its row"),
         QStringLiteral("submissions left out: people deleted their rows"));
}

/// SurveyMonkey's and Google's events: neither rows nor rejected.
void printIdOnly(const QJsonObject& known) {
    const qint64 count = known.value(QLatin1String("idOnly")).toInteger();
    if (count > 0)
        print(QStringLiteral("  %1 a response without its answers, so no row came of it: have the responses "
                             "themselves sent to Kafka")
                  .arg(counted(count, QStringLiteral("record names"), QStringLiteral("records name"))));
}

bool waitsForPerson(const QJsonArray& problems) {
    return std::any_of(problems.begin(), problems.end(), [](const QJsonValue& problem) {
        return monitor::needsPerson(errorFrom(problem.toObject().value(QLatin1String("error")).toObject()));
    });
}

} // namespace

int runStatus(const Invocation& invocation) {
    VerbLine line(invocation, {{QStringLiteral("json"), QStringLiteral("Print the whole status as JSON.")}});
    if (const auto code = line.parse()) return *code;
    if (!line.words().isEmpty()) return line.misused(QStringLiteral("“status” takes no words."));
    const auto status = instanceStatus(line.dataDir());
    if (!status) return printError(status.error());
    if (!*status)
        return printError(
            {Remedy::Wait,
             QStringLiteral("Rowcast is not running on %1: start it with rowcast, or rowcast run.")
                 .arg(line.dataDir()),
             {},
             {},
             {}});
    const QJsonObject& known = **status;
    if (line.has("json")) {
        print(known);
    } else {
        print(known.value(QLatin1String("headline")).toString() + QStringLiteral(": ") +
              known.value(QLatin1String("rest")).toString());
        printProblems(known.value(QLatin1String("problems")).toArray());
        printForms(known.value(QLatin1String("forms")).toArray());
        printEdits(known);
        printIdOnly(known);
    }
    return waitsForPerson(known.value(QLatin1String("problems")).toArray()) ? NeedsPerson : Done;
}

} // namespace rowcast::app
