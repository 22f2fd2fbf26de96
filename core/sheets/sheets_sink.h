#pragma once
/// The Google Sheets sink: runs the machines of its forms and of the folder's index against a Session. One
/// request at a time for each spreadsheet; many spreadsheets side by side. Delivery thread.

#include "core/google/session.h"
#include "core/sheets/courier.h"
#include "core/sheets/form_machine.h"
#include "core/sheets/index_machine.h"
#include "core/sheets/sheets_config.h"
#include "core/sinks/sink.h"

#include <QTimer>

#include <deque>
#include <map>
#include <memory>

namespace rowcast::sheets {

class SheetsSink : public Sink {
    Q_OBJECT
public:
    /// `session` outlives the sink.
    SheetsSink(google::Session& session, SheetsConfig config, QObject* parent = nullptr);
    ~SheetsSink() override;

public slots:
    void write(const rowcast::Batch& batch) override;
    void startLog(const rowcast::LogStart& start) override;
    void mend(quint64 command, const rowcast::Mend& mend) override;
    void release(const rowcast::FormId& form) override;
    void query(const rowcast::Query& query) override;

signals:
    /// The folder was found or made.
    void folderFound(const QString& id, const QString& name, const QString& url);
    /// A new spreadsheet could not be shared as asked; it is written all the same. Empty `what`: by now all
    /// are.
    void notShared(const rowcast::Error& error);

private:
    struct Form {
        std::unique_ptr<FormMachine> machine;
        bool reserved = false; ///< a write is reserved for the batch in hand
        FormSheet sheet;       ///< as told last
    };
    struct ToForm {
        FormId form;
        FormEvent event;
    };
    using Told = std::variant<ToForm, IndexEvent>;

    [[nodiscard]] Form& formOf(const FormId& id);
    void tell(Told told);
    void work();
    void perform(const FormId& id, Form& form, FormAction action);
    void perform(IndexAction action);
    void finish(Form& form);
    void offer();
    void tellIndex();
    void answerRows(const Query& query, const FormSheet& sheet, const SheetView& view);

    google::Session& session_;
    SheetsConfig config_;
    Courier* courier_;
    IndexMachine index_;
    FormSheet indexSheet_;
    std::optional<Error> indexBlocked_;
    std::map<FormId, Form> forms_;
    std::map<TopicPartition, LogStart> logs_;
    std::deque<Told> told_;
    bool working_ = false;
    bool offered_ = false;
    QTimer hourly_;
};

} // namespace rowcast::sheets
