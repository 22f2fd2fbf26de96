#include "core/monitor/status_board.h"

namespace rowcast::monitor {

using namespace std::chrono_literals;

StatusBoard::StatusBoard(Identity identity, QObject* parent)
    : QObject(parent), fold_(std::move(identity)), soon_(this), second_(this) {
    soon_.setSingleShot(true);
    soon_.setInterval(100ms);
    connect(&soon_, &QTimer::timeout, this, &StatusBoard::say);
    second_.setInterval(1s);
    connect(&second_, &QTimer::timeout, this, [this] {
        fold_.second(wallNow());
        touch();
    });
    second_.start();
}

Status StatusBoard::now() const {
    return fold_.status(wallNow(), monotonicNow());
}

void StatusBoard::setReport(const PipelineReport& report) {
    fold_.report(report, wallNow(), monotonicNow());
    touch();
}

void StatusBoard::setSheet(const FormSheet& sheet) {
    fold_.sheet(sheet);
    touch();
}

void StatusBoard::setConnected(bool connected) {
    fold_.kafka(connected);
    touch();
}

void StatusBoard::setProgress(const std::vector<PartitionProgress>& partitions, bool caughtUp) {
    fold_.progress(partitions, caughtUp);
    touch();
}

void StatusBoard::setGoogle(const GoogleStatus& google) {
    fold_.google(google);
    touch();
}

void StatusBoard::setRejected(qint64 kept) {
    fold_.rejectedKept(kept);
    touch();
}

void StatusBoard::setProblem(const QString& id, const Error& error) {
    fold_.problem(id, error);
    touch();
}

void StatusBoard::touch() {
    if (!soon_.isActive()) soon_.start();
}

void StatusBoard::say() {
    emit changed(now());
}

} // namespace rowcast::monitor
