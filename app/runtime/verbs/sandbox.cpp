#include "app/runtime/unix_signals.h"
#include "app/runtime/verbs/verbs.h"
#include "core/sandbox/local_google.h"

#include <QCoreApplication>
#include <QSaveFile>

namespace rowcast::app {

namespace {

Result<sandbox::Options> optionsOf(const VerbLine& line) {
    sandbox::Options options;
    const QString port = line.value("port");
    bool isPort = true;
    options.port = port.isEmpty() ? quint16{0} : port.toUShort(&isPort);
    if (!isPort) return fail(Remedy::FixSettings, QStringLiteral("“%1” is not a port.").arg(port));
    options.serviceAccountsMayOwn = !line.has("accounts-own-nothing");
    Result<> done;
    const auto take = [&](const char* option, auto parse, auto& into) {
        if (!done || !line.has(option)) return;
        auto parsed = parse(line.value(option).toStdString());
        if (parsed)
            into = std::move(*parsed);
        else
            done = fail(std::move(parsed.error()));
    };
    take("faults", sandbox::parseFaults, options.faults);
    take("quota", sandbox::parseQuota, options.quota);
    take("latency", sandbox::parseLatency, options.latency);
    return done.map([&options] { return options; });
}

Result<> writeKey(sandbox::LocalGoogle& google, const QString& path) {
    QSaveFile file(path);
    const QByteArray key = QByteArray::fromStdString(google.issueServiceAccountKey());
    if (file.open(QIODevice::WriteOnly) &&
        file.setPermissions(QFileDevice::ReadOwner | QFileDevice::WriteOwner) &&
        file.write(key) == key.size() && file.commit())
        return {};
    return fail(Remedy::FixSettings,
                QStringLiteral("The key could not be written to %1: %2.").arg(path, file.errorString()));
}

} // namespace

int runSandbox(const Invocation& invocation) {
    const QString text = QStringLiteral("TEXT");
    VerbLine line(
        invocation,
        {{QStringLiteral("port"), QStringLiteral("Answer on 127.0.0.1:PORT (else any free one)."),
          QStringLiteral("PORT")},
         {QStringLiteral("key-file"), QStringLiteral("Write a service account's key to FILE."),
          QStringLiteral("FILE")},
         {QStringLiteral("faults"),
          QStringLiteral("Fail now and then, for example all=20%, or 503=5%,lost=1%,seed=7."), text},
         {QStringLiteral("quota"), QStringLiteral("Requests a minute: off, or reads=60,writes=60 …"), text},
         {QStringLiteral("latency"), QStringLiteral("Answer after so long: 50ms, or 20ms-300ms."), text},
         {QStringLiteral("accounts-own-nothing"),
          QStringLiteral("Service accounts own no files, as at Google; else they may here.")}});
    if (const auto code = line.parse()) return *code;
    if (!line.words().isEmpty()) return line.misused(QStringLiteral("“sandbox” takes no words."));
    const auto options = optionsOf(line);
    if (!options) return line.misused(options.error().what);
    sandbox::LocalGoogle google(*options);
    const auto started = google.start().and_then([&]() -> Result<> {
        return line.has("key-file") ? writeKey(google, line.value("key-file")) : Result<>{};
    });
    if (!started) return printError(started.error());
    const QString url = QString::fromStdString(google.rootUrl());
    print(QStringLiteral("A local Google at %1: rowcast config set google.endpoint %1").arg(url));
    UnixSignals unixSignals;
    QObject::connect(&unixSignals, &UnixSignals::endRequested, qApp, &QCoreApplication::quit);
    return QCoreApplication::exec();
}

} // namespace rowcast::app
