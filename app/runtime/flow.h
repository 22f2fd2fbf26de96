#pragma once
/// One pipeline under way: its two threads and what lives on them. Stops the polite way (commit, leave the
/// group) before it is destroyed. Main thread.

#include "app/runtime/delivery.h"
#include "core/base/worker_thread.h"
#include "core/kafka/consumer.h"

#include <QTimer>

namespace rowcast::app {

class Flow : public QObject {
    Q_OBJECT
public:
    Flow();

    /// Makes everything and connects it; nothing is read before start().
    [[nodiscard]] Result<> open(const DeliveryConfig& config);
    void start(const KafkaConfig& kafka);
    /// Answered by stopped(), after what is confirmed was committed.
    void stop();
    /// A sentence on the status board that is this thread's, for example a missing setting.
    void setProblem(const QString& id, const Error& error);

signals:
    // From people, to their owners.
    void pauseWanted(bool paused);
    void mapWanted(quint64 command, const rowcast::SaveMap& save);
    void profileWanted(quint64 command, const rowcast::SaveProfile& profile);
    void noProfileWanted(quint64 command, const QString& name);
    void questionsWanted(const rowcast::Query& query);
    void mendWanted(quint64 command, const rowcast::Mend& mend);
    void queryWanted(const rowcast::Query& query);
    void accountsWanted(const std::vector<rowcast::google::Credential>& accounts);
    void checkWanted(quint64 command);
    void shareWanted(quint64 command, const rowcast::AddShare& share);
    void unshareWanted(quint64 command, const rowcast::RemoveShare& share);
    void sharesWanted(quint64 query, const rowcast::SpreadsheetId& file);
    void lookWanted(quint64 command, const QStringList& ids);
    // To people.
    void statusChanged(const rowcast::Status& status);
    void done(const rowcast::CommandResult& result);
    void answered(const rowcast::QueryPage& page);
    void pickedKnown(quint64 command, const QString& folder, const QStringList& titles);
    void restartWanted();
    void cannotGoOn(const rowcast::Error& error);
    void stopped();

private:
    void connectPeople();
    void connectDesk();

    WorkerThread deliveryThread_;
    WorkerThread kafkaThread_; ///< ends first: what it still sends finds its receivers
    Delivery* delivery_ = nullptr;
    kafka::Consumer* consumer_ = nullptr;
    QTimer patience_; ///< a consumer that does not answer must not keep the program from ending
    bool started_ = false;
};

} // namespace rowcast::app
