#pragma once
/// The program's command line: what stands before the verb, the verbs, and what they share: help, usage
/// errors, exit codes, output. Main thread.

#include "core/base/error.h"

#include <QCommandLineParser>
#include <QJsonObject>
#include <QString>
#include <QStringList>

#include <optional>
#include <vector>

namespace rowcast::app {

/// What a shell reads in $?.
enum ExitCode { Done = 0, Failed = 1, Usage = 2, NeedsPerson = 3 };

/// `rowcast [--data-dir DIR] [--demo] [--tray] [--headless] [VERB …]`.
struct Invocation {
    QString dataDir;
    bool demo = false;
    bool tray = false;
    bool headless = false;
    QString verb; ///< empty: the window
    QStringList arguments;
};

struct Verb {
    const char* name;
    const char* usage;
    const char* help;
    int (*run)(const Invocation& invocation);
};
[[nodiscard]] const std::vector<Verb>& verbs();

/// The words of main().
[[nodiscard]] QStringList wordsOf(int argc, char** argv);
/// Parses what stands before the verb. None: it was answered here (help, version, a mistake) with `exitCode`.
[[nodiscard]] std::optional<Invocation> parseCommandLine(const QStringList& arguments, int& exitCode);
/// Runs the verb of the invocation; without one, the demo without a window.
[[nodiscard]] int runVerb(const Invocation& invocation);

/// The options of one verb. --data-dir may stand behind the verb too.
class VerbLine {
public:
    VerbLine(const Invocation& invocation, const QList<QCommandLineOption>& options = {});

    /// An exit code if the verb is done: help was asked for, or the line is wrong.
    [[nodiscard]] std::optional<int> parse();
    [[nodiscard]] bool has(const char* option) const { return parser_.isSet(QLatin1String(option)); }
    [[nodiscard]] QString value(const char* option) const { return parser_.value(QLatin1String(option)); }
    [[nodiscard]] QStringList words() const { return parser_.positionalArguments(); }
    [[nodiscard]] const QString& dataDir() const { return dataDir_; }
    /// Says how the verb is used; the exit code for that.
    [[nodiscard]] int misused(const QString& problem) const;

private:
    Invocation invocation_;
    QCommandLineParser parser_;
    QString dataDir_;
};

/// To stdout, flushed, so that a script or a person sees it at once.
void print(const QString& line);
void print(const QJsonObject& object);
/// "rowcast: what" to stderr, and the detail if there is one; the exit code for it.
int printError(const Error& error);

} // namespace rowcast::app
