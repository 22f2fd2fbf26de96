#include "app/runtime/unix_signals.h"

#include <array>
#include <csignal>
#include <cstdlib>
#include <unistd.h>

namespace rowcast::app {

namespace {

// A signal handler can reach nothing but what is global.
std::array<int, 2> pipeEnds{-1, -1};
volatile std::sig_atomic_t seen = 0;

void onSignal(int) {
    if (seen != 0) _exit(130);
    seen = 1;
    const char byte = 1;
    [[maybe_unused]] const auto written = write(pipeEnds[1], &byte, 1);
}

} // namespace

UnixSignals::UnixSignals(QObject* parent) : QObject(parent) {
    if (pipe(pipeEnds.data()) != 0) return;
    notifier_ = std::make_unique<QSocketNotifier>(pipeEnds[0], QSocketNotifier::Read);
    connect(notifier_.get(), &QSocketNotifier::activated, this, [this] {
        char byte = 0;
        if (read(pipeEnds[0], &byte, 1) == 1) emit endRequested();
    });
    std::signal(SIGINT, onSignal);
    std::signal(SIGTERM, onSignal);
}

UnixSignals::~UnixSignals() {
    std::signal(SIGINT, SIG_DFL);
    std::signal(SIGTERM, SIG_DFL);
    notifier_.reset();
    for (int& end : pipeEnds) {
        if (end >= 0) close(end);
        end = -1;
    }
}

} // namespace rowcast::app
