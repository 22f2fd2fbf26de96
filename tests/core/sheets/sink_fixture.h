#pragma once
/// A sink against the local Google, fed as a pipeline would: batches of a form one after the other, what
/// fails with Retry or Wait offered again. The verdict reads the sheets as a stranger does. For tests; main
/// thread.

#include "core/google/service_account.h"
#include "core/google/session.h"
#include "core/sandbox/local_google.h"
#include "core/sheets/sheets_sink.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QObject>
#include <QTimer>
#include <QUrl>

#include <deque>
#include <map>
#include <memory>
#include <set>

namespace rowcast::sheets::test {

/// One response as it must stand.
struct Response {
    std::string id;
    std::map<std::string, std::string> answers; ///< by title
};

/// Makes rows of one form: questions "Name", "Age" and, for every third response, "Comment".
class FormSource {
public:
    explicit FormSource(std::string form);
    [[nodiscard]] const FormId& form() const { return form_; }

    /// Offsets [from, to) of partition `partition` as one batch.
    [[nodiscard]] Batch batch(std::int64_t from, std::int64_t to, std::int32_t partition = 0);

    std::map<std::string, Response> wanted; ///< of all batches made

private:
    [[nodiscard]] static std::string idOf(std::int64_t offset, std::int32_t partition);
    [[nodiscard]] static std::string nameOf(std::int64_t offset, std::int32_t partition);

    FormId form_;
    std::shared_ptr<QuestionList> questions_ = std::make_shared<QuestionList>();
};

/// The sandbox with one service account that may own files.
class Place {
public:
    explicit Place(sandbox::Options options = defaults());
    [[nodiscard]] static sandbox::Options defaults();
    [[nodiscard]] GoogleConfig config() const;
    /// Reads as a stranger would: a plain request with a token of its own.
    [[nodiscard]] QJsonObject get(const QString& target);
    /// Everything wrong with what the spreadsheets of that name hold; empty if all is as wanted.
    [[nodiscard]] QString verdict(const QString& name, const std::map<std::string, Response>& wanted);

    sandbox::LocalGoogle google;
    google::ServiceAccountKey key;

private:
    static QString judge(const QJsonArray& rows, const std::map<std::string, Response>& wanted,
                         std::map<std::string, int>& seen);

    std::set<std::string> files_;
};

/// An instance: session, sink and the stand-in for the pipeline.
class Instance : public QObject {
public:
    explicit Instance(Place& place, SheetsConfig config = {});
    void give(Batch batch);
    [[nodiscard]] bool done() const { return inHand.empty() && waitingCount() == 0; }
    [[nodiscard]] std::size_t waitingCount() const;

    google::Session session;
    std::unique_ptr<SheetsSink> sink;
    std::map<FormId, std::deque<Batch>> waiting;
    std::map<FormId, Batch> inHand;
    std::map<FormId, FormSheet> sheets;
    std::vector<CommandResult> mended;
    std::vector<QueryPage> pages;
    std::vector<BatchFailed> blocked; ///< failures that wait for a person
    std::int64_t appended = 0;
    std::int64_t found = 0;
    std::int64_t rejected = 0;
    std::int64_t retried = 0;

private:
    void next();
    void onWritten(const BatchWritten& report);
    void onFailed(const BatchFailed& failure);
};

/// For the instance after `before`: its store knows the same sheets.
[[nodiscard]] SheetsConfig knowing(const Instance& before);

} // namespace rowcast::sheets::test
