#include "app/runtime/flow.h"

#include "app/runtime/wiring.h"

namespace rowcast::app {

using namespace std::chrono_literals;

Flow::Flow() : deliveryThread_(QStringLiteral("delivery")), kafkaThread_(QStringLiteral("kafka")) {
    patience_.setSingleShot(true);
    patience_.setInterval(30s);
    connect(&patience_, &QTimer::timeout, this, &Flow::stopped);
}

Result<> Flow::open(const DeliveryConfig& config) {
    delivery_ = deliveryThread_.adopt(std::make_unique<Delivery>(config));
    consumer_ = kafkaThread_.adopt(std::make_unique<kafka::Consumer>());
    Result<> opened;
    // Connected before the delivery thread's event loop turns again: a sink says only once that it is ready.
    const auto open = [this, &opened] {
        opened = delivery_->open();
        if (!opened) return;
        connectFlow(consumer_, delivery_);
        connectStatus(consumer_, delivery_);
        connectPeople();
        connectDesk();
    };
    QMetaObject::invokeMethod(delivery_, open, Qt::BlockingQueuedConnection);
    return opened;
}

void Flow::connectPeople() {
    pipeline::Pipeline* pipeline = delivery_->pipeline();
    Sink* sink = delivery_->sink();
    connect(this, &Flow::pauseWanted, pipeline, &pipeline::Pipeline::setPaused);
    QuestionDesk* questions = delivery_->questions();
    ProfileDesk* profiles = delivery_->profiles();
    connect(this, &Flow::mapWanted, questions, &QuestionDesk::saveMap);
    connect(this, &Flow::profileWanted, profiles, &ProfileDesk::save);
    connect(this, &Flow::noProfileWanted, profiles, &ProfileDesk::remove);
    connect(this, &Flow::questionsWanted, questions, &QuestionDesk::query);
    connect(questions, &QuestionDesk::done, this, &Flow::done);
    connect(questions, &QuestionDesk::answered, this, &Flow::answered);
    connect(this, &Flow::mendWanted, delivery_, &Delivery::mend);
    connect(this, &Flow::queryWanted, sink, &Sink::query);
    connect(delivery_->board(), &monitor::StatusBoard::changed, this, &Flow::statusChanged);
    connect(delivery_, &Delivery::done, this, &Flow::done);
    connect(profiles, &ProfileDesk::done, this, &Flow::done);
    connect(pipeline, &pipeline::Pipeline::mended, this, &Flow::done);
    connect(sink, &Sink::answered, this, &Flow::answered);
    connect(delivery_, &Delivery::cannotGoOn, this, &Flow::cannotGoOn);
    connect(delivery_, &Delivery::restartWanted, this, &Flow::restartWanted);
    connect(consumer_, &kafka::Consumer::stopped, this, [this] {
        patience_.stop();
        started_ = false;
        emit stopped();
    });
}

void Flow::connectDesk() {
    GoogleDesk* desk = delivery_->desk();
    connect(this, &Flow::accountsWanted, desk, &GoogleDesk::setAccounts);
    connect(this, &Flow::checkWanted, desk, &GoogleDesk::check);
    connect(this, &Flow::shareWanted, desk, &GoogleDesk::share);
    connect(this, &Flow::unshareWanted, desk, &GoogleDesk::unshare);
    connect(this, &Flow::sharesWanted, desk, &GoogleDesk::sharesOf);
    connect(this, &Flow::lookWanted, desk, &GoogleDesk::lookAt);
    connect(desk, &GoogleDesk::known, this, &Flow::pickedKnown);
    connect(desk, &GoogleDesk::done, this, &Flow::done);
    connect(desk, &GoogleDesk::answered, this, &Flow::answered);
}

void Flow::start(const KafkaConfig& kafka) {
    started_ = true;
    QMetaObject::invokeMethod(delivery_, &Delivery::noteStart);
    QMetaObject::invokeMethod(consumer_, [consumer = consumer_, kafka] { consumer->start(kafka); });
}

void Flow::stop() {
    if (!started_) {
        QMetaObject::invokeMethod(this, &Flow::stopped, Qt::QueuedConnection);
        return;
    }
    patience_.start();
    QMetaObject::invokeMethod(consumer_, &kafka::Consumer::stop);
}

void Flow::setProblem(const QString& id, const Error& error) {
    QMetaObject::invokeMethod(delivery_->board(),
                              [board = delivery_->board(), id, error] { board->setProblem(id, error); });
}

} // namespace rowcast::app
