#include "app/runtime/command_line.h"

#include "app/runtime/data_dir.h"
#include "app/runtime/demo.h"
#include "app/runtime/verbs/verbs.h"

#include <QFile>
#include <QJsonDocument>

#include <algorithm>
#include <cstdio>

namespace rowcast::app {

namespace {

QCommandLineOption dataDirOption() {
    return {QStringLiteral("data-dir"),
            QStringLiteral("Keep all state in DIR (else %1).").arg(standardDataDir()), QStringLiteral("DIR")};
}

QString helpText() {
    QString text =
        QStringLiteral(
            "Puts form responses from Apache Kafka into Google Sheets: one spreadsheet a form, every "
            "response exactly once.\n\nUsage: rowcast [OPTIONS]            open the window\n"
            "       rowcast [OPTIONS] VERB …\n\nOptions:\n"
            "  --data-dir DIR   keep all state in DIR (else %1)\n"
            "  --demo           a Kafka and a Google inside the program, with sample forms\n"
            "  --tray           start hidden in the tray\n"
            "  --headless       no window, even where there is a display\n"
            "  --help, --version\n\nVerbs (rowcast VERB --help says more):\n")
            .arg(standardDataDir());
    for (const Verb& verb : verbs())
        text += QStringLiteral("  %1 %2\n").arg(QLatin1String(verb.name), -16).arg(QLatin1String(verb.help));
    text += QStringLiteral(
        "\nExit codes: 0 done, 1 failed, 2 wrong usage, 3 something waits for a person.\n"
        "Environment: GOOGLE_APPLICATION_CREDENTIALS, ROWCAST_KAFKA_PASSWORD_FILE, QT_LOGGING_RULES.\n");
    return text;
}

int usageError(const QString& problem) {
    std::fputs(qPrintable(QStringLiteral("rowcast: %1\n").arg(problem)), stderr);
    return Usage;
}

} // namespace

const std::vector<Verb>& verbs() {
    static const std::vector<Verb> all{
        {"run", "[--until-caught-up] [--headless]", "deliver without a window", runDelivery},
        {"status", "[--json]", "how the running instance stands", runStatus},
        {"config", "get KEY | set KEY VALUE | list", "read and change settings", runConfig},
        {"forms",
         "[list|retry|recreate|leave-out|use|rebuild|rebuild-index|restore|fill-gaps|new-log|resume|"
         "accept-guess|ignore] [FORM] [LINK]",
         "forms, and how to mend a blocked one", runForms},
        {"questions", "import FORM FILE", "give a form's questions their titles", runQuestions},
        {"activity", "[--json] [--count N]", "what happened and what was decided", runActivity},
        {"send", "[--forms IDS] [--count N] [--rate N] …", "fill in forms: made-up responses into Kafka",
         runSend},
        {"sandbox", "[--port N] [--key-file FILE] [--faults …] …", "a local Google for tests and trials",
         runSandbox},
        {"accounts", "[list] | add-key FILE [--act-as ADDRESS] | client FILE | sign-in | remove ADDRESS",
         "the Google accounts in the keychain", runAccounts},
        {"live-check", "[--json] [--folder ID] [--share-with ADDRESS] [--quota]",
         "ask a real account what Rowcast assumes of Google, in spreadsheets that it makes and puts "
         "into the trash",
         runLiveCheck},
        {"check", "[--json]", "try settings, Kafka and Google without delivering", runCheck},
    };
    return all;
}

QStringList wordsOf(int argc, char** argv) {
    QStringList words;
    for (int i = 0; i < argc; ++i)
        words << QFile::decodeName(argv[i]);
    return words;
}

std::optional<Invocation> parseCommandLine(const QStringList& arguments, int& exitCode) {
    QCommandLineParser parser;
    parser.setOptionsAfterPositionalArgumentsMode(QCommandLineParser::ParseAsPositionalArguments);
    parser.addOptions({dataDirOption(), QCommandLineOption(QStringLiteral("demo")),
                       QCommandLineOption(QStringLiteral("tray")),
                       QCommandLineOption(QStringLiteral("headless")),
                       QCommandLineOption(QStringList{QStringLiteral("h"), QStringLiteral("help")}),
                       QCommandLineOption(QStringList{QStringLiteral("v"), QStringLiteral("version")})});
    exitCode = Done;
    if (!parser.parse(arguments)) {
        exitCode = usageError(parser.errorText() + QStringLiteral(" (rowcast --help)"));
        return std::nullopt;
    }
    if (parser.isSet(QStringLiteral("help"))) {
        print(helpText().chopped(1));
        return std::nullopt;
    }
    if (parser.isSet(QStringLiteral("version"))) {
        print(QStringLiteral("rowcast " ROWCAST_VERSION));
        return std::nullopt;
    }
    Invocation invocation;
    invocation.demo = parser.isSet(QStringLiteral("demo"));
    // The demo never touches what real delivery keeps; `rowcast --demo status` asks it.
    const QString standard = standardDataDir() + (invocation.demo ? QStringLiteral("-demo") : QString());
    invocation.dataDir =
        parser.isSet(QStringLiteral("data-dir")) ? parser.value(QStringLiteral("data-dir")) : standard;
    invocation.tray = parser.isSet(QStringLiteral("tray"));
    invocation.headless = parser.isSet(QStringLiteral("headless"));
    invocation.verb = parser.positionalArguments().value(0);
    invocation.arguments = parser.positionalArguments().mid(1);
    return invocation;
}

int runVerb(const Invocation& invocation) {
    if (invocation.verb.isEmpty() && invocation.demo) return runHeadlessDemo(invocation.dataDir);
    if (invocation.verb.isEmpty())
        return usageError(
            QStringLiteral("There is no display for the window: rowcast run delivers without one, "
                           "rowcast --help says more."));
    const auto verb = std::find_if(verbs().begin(), verbs().end(), [&invocation](const Verb& candidate) {
        return invocation.verb == QLatin1String(candidate.name);
    });
    if (verb == verbs().end())
        return usageError(QStringLiteral("There is no verb “%1” (rowcast --help).").arg(invocation.verb));
    return verb->run(invocation);
}

VerbLine::VerbLine(const Invocation& invocation, const QList<QCommandLineOption>& options)
    : invocation_(invocation), dataDir_(invocation.dataDir) {
    parser_.addOption(dataDirOption());
    parser_.addOption({{QStringLiteral("h"), QStringLiteral("help")}, QStringLiteral("Say this.")});
    parser_.addOptions(options);
}

std::optional<int> VerbLine::parse() {
    if (!parser_.parse(QStringList{QStringLiteral("rowcast")} + invocation_.arguments))
        return misused(parser_.errorText());
    if (parser_.isSet(QStringLiteral("data-dir"))) dataDir_ = parser_.value(QStringLiteral("data-dir"));
    if (!parser_.isSet(QStringLiteral("help"))) return std::nullopt;
    for (const Verb& verb : verbs()) {
        if (invocation_.verb != QLatin1String(verb.name)) continue;
        const QString options = parser_.helpText().section(QStringLiteral("Options:"), 1);
        print(QStringLiteral("rowcast %1 %2\n%3\n\nOptions:%4")
                  .arg(QLatin1String(verb.name), QString::fromUtf8(verb.usage), QString::fromUtf8(verb.help),
                       options.chopped(1)));
    }
    return Done;
}

int VerbLine::misused(const QString& problem) const {
    return usageError(QStringLiteral("%1 (rowcast %2 --help)").arg(problem, invocation_.verb));
}

void print(const QString& line) {
    std::fputs((line + u'\n').toUtf8().constData(), stdout);
    std::fflush(stdout);
}

void print(const QJsonObject& object) {
    print(QString::fromUtf8(QJsonDocument(object).toJson()).chopped(1));
}

int printError(const Error& error) {
    std::fputs((QStringLiteral("rowcast: ") + error.what + u'\n').toUtf8().constData(), stderr);
    if (!error.detail.isEmpty())
        std::fputs((QStringLiteral("         ") + error.detail + u'\n').toUtf8().constData(), stderr);
    return Failed;
}

} // namespace rowcast::app
