#pragma once
/// A whole running instance without its keychain: a Kafka and a Google in this process, a data folder, a
/// service account that was handed over, and the sheets as a person sees them. Main thread.

#include "app/runtime/runtime.h"
#include "core/kafka/embedded_broker.h"
#include "core/kafka/producer.h"
#include "core/sandbox/local_google.h"

#include <QTemporaryDir>

#include <map>
#include <memory>

namespace rowcast::app {

class RuntimeRig {
public:
    /// `settings` besides those that lead to Kafka and Google.
    explicit RuntimeRig(QMap<QString, QString> settings = {});
    ~RuntimeRig();

    /// Opens an instance on the data folder; the one before ends politely first.
    void start();
    void stop();
    [[nodiscard]] Runtime& runtime() { return *runtime_; }
    [[nodiscard]] const Status& status() const { return status_; }

    /// Sends the command and waits for its answer.
    CommandResult ask(const CommandKind& kind);
    QueryPage query(const QueryKind& kind);
    /// One record on its way into Kafka, behind those before.
    void send(const QByteArray& value, const QByteArray& key = {});
    /// What the spreadsheet of that name shows, the header first; empty: there is none.
    [[nodiscard]] std::vector<QStringList> sheet(const QString& name);
    /// Waits until so many rows stand below the header.
    [[nodiscard]] bool delivered(const QString& name, int rows);
    /// Waits until the header is these titles, after "Submitted at" and "Response ID".
    [[nodiscard]] bool headed(const QString& name, const QStringList& titles);
    /// The log's sentences, newest first.
    [[nodiscard]] QStringList activity();

private:
    QTemporaryDir dir_;
    std::unique_ptr<kafka::EmbeddedBroker> broker_;
    sandbox::LocalGoogle google_;
    kafka::Producer producer_;
    settings::Settings settings_;
    std::vector<google::Credential> accounts_;
    std::map<std::uint64_t, CommandResult> results_;
    std::map<std::uint64_t, QueryPage> pages_;
    std::uint64_t last_ = 0;
    Status status_;
    QObject receiver_;
    std::unique_ptr<Runtime> runtime_;
};

} // namespace rowcast::app
