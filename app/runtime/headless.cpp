#include "app/runtime/headless.h"

#include "app/runtime/command_line.h"
#include "app/runtime/credentials.h"
#include "core/base/counted.h"

#include <QCoreApplication>

namespace rowcast::app {

using namespace std::chrono_literals;

namespace {

constexpr auto kSayEvery = 10s;

void printSummary(const Status& status) {
    const auto rows = [](qint64 count) {
        return counted(count, QStringLiteral("row"), QStringLiteral("rows"));
    };
    print(QStringLiteral("Delivered %1.").arg(rows(status.delivered)));
    for (const FormStatus& form : status.forms)
        print(QStringLiteral("  %1: %2  %3").arg(form.title, rows(form.rows), form.url));
    if (status.rejected > 0)
        print(QStringLiteral("  ") +
              counted(status.rejected,
                      QStringLiteral("record could not become a row; it is kept with its reason."),
                      QStringLiteral("records could not become rows; they are kept with their reasons.")));
    for (const Problem& problem : status.problems)
        print(QStringLiteral("  ! %1%2")
                  .arg(problem.form.empty() ? QString() : problem.form.text() + QStringLiteral(": "),
                       problem.error.what));
}

} // namespace

Headless::Headless(const DeliveryConfig& config, bool untilCaughtUp)
    : runtime_(config), untilCaughtUp_(untilCaughtUp) {
    connect(&runtime_, &Runtime::statusChanged, this, &Headless::show);
    connect(&runtime_, &Runtime::stopped, this, [this] { QCoreApplication::exit(exitCode_); });
    connect(&signals_, &UnixSignals::endRequested, this, [this] { end(Done); });
}

int Headless::exec() {
    if (const auto started = runtime_.start(); !started) return printError(started.error());
    const int code = QCoreApplication::exec();
    printSummary(status_);
    return code;
}

void Headless::show(const Status& status) {
    status_ = status;
    say(status);
    if (ending_ || !(untilCaughtUp_ || wantedRows_)) return;
    const auto code = watch_.look(status);
    if (code && (*code != Done || status.delivered >= wantedRows_.value_or(0))) end(*code);
}

void Headless::say(const Status& status) {
    const bool due = !said_.isValid() || said_.hasExpired(Millis(kSayEvery).count());
    if (!due && status.sentence.headline == headline_) return;
    headline_ = status.sentence.headline;
    said_.start();
    print(status.sentence.headline + QStringLiteral(": ") + status.sentence.rest);
}

void Headless::end(int exitCode) {
    ending_ = true;
    exitCode_ = exitCode;
    runtime_.stop();
}

Result<DeliveryConfig> headlessConfig(const QString& dataDir) {
    auto settings = settings::SettingsFile(dataDir).load();
    if (!settings) return fail(std::move(settings.error()));
    if (const auto missing = hindrance(*settings)) return fail(*missing);
    if (namesGoogleKeyFile() || settings->text(QStringLiteral("google.accounts")).isEmpty())
        if (auto key = googleCredential({}); !key) return fail(std::move(key.error()));
    return DeliveryConfig{dataDir, QStringLiteral("rowcast.db"), *settings, {}, false};
}

} // namespace rowcast::app
