#pragma once
/// The objects of the delivery thread, in order of life: store, status board, Google session and desk,
/// sink, pipeline.
/// Made by its owner, opened and destroyed on the delivery thread.

#include "app/runtime/google_desk.h"
#include "app/runtime/problem_notes.h"
#include "app/runtime/profile_desk.h"
#include "app/runtime/question_desk.h"
#include "core/google/account.h"
#include "core/google/session.h"
#include "core/model/command.h"
#include "core/monitor/status_board.h"
#include "core/pipeline/pipeline.h"
#include "core/settings/settings.h"
#include "core/sheets/sheets_sink.h"
#include "core/store/store.h"

#include <QObject>
#include <QTimeZone>
#include <QTimer>

#include <memory>
#include <optional>

namespace rowcast::app {

struct DeliveryConfig {
    QString dataDir;
    QString database = QStringLiteral("rowcast.db"); ///< its file in the data dir
    settings::Settings settings;
    std::vector<google::Credential>
        accounts; ///< the owner first, then those that help it; empty: not known yet
    bool demo = false;
};

class Delivery : public QObject {
    Q_OBJECT
public:
    explicit Delivery(DeliveryConfig config);
    ~Delivery() override;

    /// Opens the store and makes the others from what it remembers.
    [[nodiscard]] Result<> open();

    [[nodiscard]] store::Store* store() const { return store_.get(); }
    [[nodiscard]] monitor::StatusBoard* board() const { return board_.get(); }
    [[nodiscard]] google::Session* session() const { return session_.get(); }
    [[nodiscard]] GoogleDesk* desk() const { return desk_.get(); }
    [[nodiscard]] sheets::SheetsSink* sink() const { return sink_.get(); }
    [[nodiscard]] ProfileDesk* profiles() const { return profiles_.get(); }
    [[nodiscard]] QuestionDesk* questions() const { return questions_.get(); }
    [[nodiscard]] ProblemNotes* notes() { return &notes_; }
    [[nodiscard]] pipeline::Pipeline* pipeline() const { return pipeline_.get(); }

public slots:
    /// All that reading needs is there, and it begins.
    void noteStart();
    /// Which log a topic is must be on disk before a row is written under it.
    void startLog(const rowcast::LogStart& start);
    /// Offsets mean nothing on another cluster: nothing is written until a person has said what it is.
    void noteCluster(const QString& id);
    void mend(quint64 command, const rowcast::Mend& mend);
    /// Rejected records that can be read by now become rows.
    void retryRejected(quint64 command);

signals:
    void logStarted(const rowcast::LogStart& start);
    void done(const rowcast::CommandResult& result);
    void mendWanted(quint64 command, const rowcast::Mend& mend);
    void retryWanted(quint64 command, const std::vector<rowcast::RejectedRecord>& records);
    /// What was in the way is mended: everything is to be made anew.
    void restartWanted();
    /// Going on would break the promise: the instance stops reading.
    void cannotGoOn(const rowcast::Error& error);

private:
    [[nodiscard]] sheets::SheetsConfig sheetsConfig(const std::vector<FormSheet>& known) const;
    [[nodiscard]] QTimeZone zone() const;
    [[nodiscard]] Result<> makePipeline();
    [[nodiscard]] Result<> remember();
    void keepQuestions();

    void halt(const Error& error);

    DeliveryConfig config_;
    QString otherCluster_; ///< not the one in the store
    QTimer keep_;          ///< what the window shows of questions is on disk now and then
    std::vector<FormQuestions> kept_;
    ProblemNotes notes_;
    std::unique_ptr<store::Store> store_;
    std::unique_ptr<monitor::StatusBoard> board_;
    std::unique_ptr<google::Session> session_;
    std::unique_ptr<GoogleDesk> desk_;
    std::unique_ptr<sheets::SheetsSink> sink_;
    std::unique_ptr<ProfileDesk> profiles_;
    std::unique_ptr<pipeline::Pipeline> pipeline_;
    std::unique_ptr<QuestionDesk> questions_;
};

} // namespace rowcast::app
