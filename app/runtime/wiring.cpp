#include "app/runtime/wiring.h"

namespace rowcast::app {

using google::Session;
using kafka::Consumer;
using monitor::StatusBoard;
using pipeline::Pipeline;
using sheets::SheetsSink;
using store::Store;

namespace {

/// Records come in, each partition's place first.
void connectIntake(Consumer* consumer, Delivery* delivery) {
    Pipeline* pipeline = delivery->pipeline();
    QObject::connect(consumer, &Consumer::connectionChanged, delivery,
                     [delivery](bool, const QString& cluster) { delivery->noteCluster(cluster); });
    QObject::connect(consumer, &Consumer::positioned, pipeline, &Pipeline::position);
    QObject::connect(consumer, &Consumer::received, pipeline, &Pipeline::accept);
    QObject::connect(consumer, &Consumer::outOfRange, pipeline, &Pipeline::outOfRange);
    QObject::connect(consumer, &Consumer::progress, pipeline, &Pipeline::progress);
}

/// What cannot become a row is on disk before the ledger moves on.
void connectRejected(Pipeline* pipeline, Store* store) {
    QObject::connect(pipeline, &Pipeline::rejected, store, &Store::save);
    QObject::connect(store, &Store::rejectedSaved, pipeline, &Pipeline::rejectedSaved);
    QObject::connect(pipeline, &Pipeline::retried, store, &Store::removeRejected);
}

/// Rows leave whenever the sink is free; the pipeline picks whose turn it is.
void connectWriting(Pipeline* pipeline, Delivery* delivery, Sink* sink) {
    QObject::connect(pipeline, &Pipeline::logStarted, delivery, &Delivery::startLog);
    QObject::connect(delivery, &Delivery::logStarted, sink, &Sink::startLog);
    QObject::connect(sink, &Sink::ready, pipeline, &Pipeline::next);
    QObject::connect(pipeline, &Pipeline::writeRequested, sink, &Sink::write);
    QObject::connect(sink, &Sink::written, pipeline, &Pipeline::written);
    QObject::connect(sink, &Sink::failed, pipeline, &Pipeline::failed);
    QObject::connect(pipeline, &Pipeline::formReleased, sink, &Sink::release);
    QObject::connect(delivery->questions(), &QuestionDesk::mapSaved, pipeline, &Pipeline::changeMap);
    QObject::connect(delivery->questions(), &QuestionDesk::noted, delivery->store(), &Store::note);
}

/// How records are read, and what is known of shapes that none fits.
void connectProfiles(ProfileDesk* profiles, Pipeline* pipeline, Store* store, StatusBoard* board) {
    QObject::connect(profiles, &ProfileDesk::changed, pipeline, &Pipeline::setProfiles);
    QObject::connect(profiles, &ProfileDesk::problem, board, &StatusBoard::setProblem);
    QObject::connect(profiles, &ProfileDesk::noted, store, &Store::note);
    QObject::connect(pipeline, &Pipeline::noted, store, &Store::note);
    profiles->sayProblems();
}

/// A commit is a consequence; partitions come and go.
void connectOffsets(Consumer* consumer, Pipeline* pipeline) {
    QObject::connect(pipeline, &Pipeline::commitRequested, consumer, &Consumer::commit);
    QObject::connect(pipeline, &Pipeline::demandChanged, consumer, &Consumer::setPaused);
    QObject::connect(pipeline, &Pipeline::seekRequested, consumer, &Consumer::seek);
    QObject::connect(consumer, &Consumer::revoked, pipeline, &Pipeline::revoke);
    QObject::connect(pipeline, &Pipeline::released, consumer, &Consumer::release);
    QObject::connect(consumer, &Consumer::lost, pipeline, &Pipeline::lose);
}

/// How Google stands.
void connectGoogle(Delivery* delivery) {
    GoogleDesk* desk = delivery->desk();
    QObject::connect(delivery->session(), &Session::usageChanged, desk, &GoogleDesk::noteUsage);
    QObject::connect(delivery->session(), &Session::credentialFailed, desk, &GoogleDesk::noteTrouble);
    QObject::connect(delivery->sink(), &SheetsSink::folderFound, desk, &GoogleDesk::noteFolder);
    QObject::connect(delivery->sink(), &SheetsSink::notShared, desk, &GoogleDesk::noteShareRefused);
    QObject::connect(delivery->sink(), &Sink::failed, desk, [desk](const BatchFailed& failure) {
        if (failure.error.remedy != Remedy::Retry) desk->noteTrouble();
    });
    QObject::connect(desk, &GoogleDesk::changed, delivery->board(), &StatusBoard::setGoogle);
}

} // namespace

void connectFlow(Consumer* consumer, Delivery* delivery) {
    Pipeline* pipeline = delivery->pipeline();
    connectIntake(consumer, delivery);
    connectRejected(pipeline, delivery->store());
    connectWriting(pipeline, delivery, delivery->sink());
    connectOffsets(consumer, pipeline);
    connectProfiles(delivery->profiles(), pipeline, delivery->store(), delivery->board());
    QObject::connect(delivery->profiles(), &ProfileDesk::changed, delivery,
                     [delivery] { delivery->retryRejected(0); });
    QObject::connect(delivery, &Delivery::retryWanted, pipeline, &Pipeline::retry);
    QObject::connect(delivery, &Delivery::mendWanted, pipeline, &Pipeline::mend);
    QObject::connect(pipeline, &Pipeline::mendForSink, delivery->sink(), &Sink::mend);
    QObject::connect(delivery->sink(), &Sink::mended, pipeline, &Pipeline::mendedBySink);
}

void connectStatus(Consumer* consumer, Delivery* delivery) {
    StatusBoard* board = delivery->board();
    const auto problem = [board](const char* id) {
        return [board, id](const Error& error) { board->setProblem(QLatin1String(id), error); };
    };
    QObject::connect(consumer, &Consumer::connectionChanged, board, [board](bool connected) {
        board->setConnected(connected);
        if (connected) board->setProblem(QStringLiteral("kafka"), {});
    });
    QObject::connect(consumer, &Consumer::failed, board, problem("kafka"));
    QObject::connect(consumer, &Consumer::progress, board, &StatusBoard::setProgress);
    QObject::connect(delivery->pipeline(), &Pipeline::changed, board, &StatusBoard::setReport);
    QObject::connect(delivery->sink(), &Sink::sheetChanged, board, &StatusBoard::setSheet);
    QObject::connect(delivery->sink(), &Sink::sheetChanged, delivery->store(), &Store::saveSheet);
    QObject::connect(delivery->session(), &Session::credentialFailed, board, problem("google"));
    QObject::connect(board, &StatusBoard::changed, delivery->notes(), &ProblemNotes::look);
    QObject::connect(delivery->notes(), &ProblemNotes::noted, delivery->store(), &Store::note);
    connectGoogle(delivery);
    QObject::connect(delivery->store(), &Store::rejectedCountChanged, board, &StatusBoard::setRejected);
    QObject::connect(delivery->store(), &Store::failed, board, problem("file:store"));
    QObject::connect(delivery->store(), &Store::recovered, board,
                     [board] { board->setProblem(QStringLiteral("file:store"), {}); });
}

} // namespace rowcast::app
