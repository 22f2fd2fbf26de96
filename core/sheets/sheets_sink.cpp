#include "core/sheets/sheets_sink.h"

#include "core/base/log.h"
#include "core/base/overloaded.h"
#include "core/google/folder.h"

#include <utility>

namespace rowcast::sheets {

namespace {

IndexRules indexRules(const SheetsConfig& config) {
    IndexRules rules;
    rules.settle = config.indexWait;
    rules.urlStart = config.urlStart;
    for (const FormSheet& sheet : config.known)
        if (sheet.form.empty()) {
            rules.known = sheet.spreadsheet;
            rules.knownVersion = sheet.version;
        }
    return rules;
}

} // namespace

SheetsSink::SheetsSink(google::Session& session, SheetsConfig config, QObject* parent)
    : Sink(parent), session_(session), config_(std::move(config)),
      courier_(new Courier(session, config_.folder, config_.shareNew,
                           static_cast<double>(config_.firstWait.count()) / 1000.0, this)),
      index_(indexRules(config_)) {
    connect(courier_, &Courier::folderFound, this, &SheetsSink::folderFound);
    connect(courier_, &Courier::notShared, this, &SheetsSink::notShared);
    connect(&session_, &google::Session::writesFreed, this, &SheetsSink::offer);
    connect(&hourly_, &QTimer::timeout, this, [this] { tell(IndexEvent(Recheck{})); });
    if (config_.mayCreate) hourly_.start(std::chrono::hours(1));
    offer();
}

SheetsSink::~SheetsSink() = default;

SheetsSink::Form& SheetsSink::formOf(const FormId& id) {
    Form& form = forms_[id];
    if (form.machine) return form;
    FormRules rules;
    rules.locate.index = config_.mayCreate;
    if (const auto named = config_.named.find(id); named != config_.named.end())
        rules.locate.named = named->second;
    rules.cellLimit = config_.cellLimit;
    rules.requestBytes = config_.requestBytes;
    rules.timeZone = config_.timeZone;
    rules.urlStart = config_.urlStart;
    for (const FormSheet& sheet : config_.known)
        if (sheet.form == id) {
            rules.known.push_back(sheet);
            form.sheet = sheet;
        }
    form.machine = std::make_unique<FormMachine>(id, std::move(rules));
    for (const auto& [partition, start] : logs_)
        tell(ToForm{id, LogStarted{start}});
    if (indexBlocked_) tell(ToForm{id, IndexBlocked{indexBlocked_}});
    return form;
}

void SheetsSink::write(const Batch& batch) {
    Form& form = formOf(batch.form);
    form.reserved = session_.reserveWrite();
    tell(ToForm{batch.form, Take{std::make_shared<const Batch>(batch)}});
    offer();
}

void SheetsSink::startLog(const LogStart& start) {
    logs_[start.partition] = start;
    for (const auto& [id, form] : forms_)
        tell(ToForm{id, LogStarted{start}});
}

void SheetsSink::mend(quint64 command, const Mend& mend) {
    if (mend.choice == Choice::RebuildIndex) {
        tell(IndexEvent(RebuildIndex{}));
        emit mended({command, {}, tr("The folder's index is looked for again.")});
        return;
    }
    MendForm told{command, mend.choice, {}};
    if (mend.choice == Choice::PickAnother) told.sheet = SpreadsheetId{google::driveIdIn(mend.argument)};
    if (mend.choice == Choice::PickAnother && told.sheet.empty()) {
        const Error error{
            Remedy::PickFile, tr("That is neither a spreadsheet's link nor its id."), {}, {}, {}};
        emit mended({command, error, {}});
        return;
    }
    static_cast<void>(formOf(mend.form));
    tell(ToForm{mend.form, told});
}

void SheetsSink::release(const FormId& form) {
    if (forms_.contains(form)) tell(ToForm{form, Release{}});
}

/// Events are told one after the other, never from inside a machine's answer to another one.
void SheetsSink::tell(Told told) {
    told_.push_back(std::move(told));
    if (!working_) work();
}

void SheetsSink::work() {
    working_ = true;
    while (!told_.empty()) {
        const Told told = std::move(told_.front());
        told_.pop_front();
        if (const auto* event = std::get_if<IndexEvent>(&told)) {
            for (IndexAction& action : index_.step(*event, monotonicNow()))
                perform(std::move(action));
            tellIndex();
            continue;
        }
        const auto& [id, event] = std::get<ToForm>(told);
        Form& form = forms_.at(id);
        for (FormAction& action : form.machine->step(event, monotonicNow()))
            perform(id, form, std::move(action));
    }
    working_ = false;
}

void SheetsSink::perform(const FormId& id, Form& form, FormAction action) {
    const Courier::Answer done = [this, id](const Outcome& outcome) { tell(ToForm{id, FormEvent(outcome)}); };
    std::visit(
        Overloaded{[&](const Confirm& said) {
                       finish(form);
                       emit written(said.report);
                   },
                   [&](const Fail& said) {
                       qCInfo(lcSheets) << id.text() << said.failure.error.what << said.failure.error.detail;
                       finish(form);
                       emit failed(said.failure);
                   },
                   [&](const Tell& said) {
                       form.sheet = said.sheet;
                       emit sheetChanged(said.sheet);
                   },
                   [&](const AnswerMend& said) { emit mended(said.result); },
                   [&](const AskClaims& ask) { tell(IndexEvent(ask)); },
                   [&](const MakeClaim& ask) { tell(IndexEvent(ask)); },
                   [&](const Write& ask) { courier_->carry(ask, done, std::exchange(form.reserved, false)); },
                   [&](const auto& ask) { courier_->carry(ask, done); }},
        action);
}

void SheetsSink::perform(IndexAction action) {
    const Courier::Answer done = [this](const Outcome& outcome) { tell(IndexEvent(outcome)); };
    std::visit(Overloaded{[&](const GiveClaims& said) {
                              tell(ToForm{said.form, FormEvent(said.answer)});
                          },
                          [&](const IndexBlocked& said) {
                              indexBlocked_ = said.error;
                              for (const auto& [id, form] : forms_)
                                  tell(ToForm{id, said});
                          },
                          [&](const auto& ask) { courier_->carry(ask, done); }},
               action);
}

/// The batch in hand is answered; a write that it did not need goes back.
void SheetsSink::finish(Form& form) {
    if (std::exchange(form.reserved, false)) session_.dropReservation();
    offer();
}

/// Says ready() from the event loop, for as long as writes are free.
void SheetsSink::offer() {
    if (std::exchange(offered_, true)) return;
    QMetaObject::invokeMethod(
        this,
        [this] {
            offered_ = false;
            if (session_.writesFree() > 0) emit ready();
        },
        Qt::QueuedConnection);
}

void SheetsSink::tellIndex() {
    FormSheet sheet;
    sheet.spreadsheet = index_.sheet();
    sheet.version = index_.version();
    const bool same = sheet.spreadsheet == indexSheet_.spreadsheet;
    if (sheet.spreadsheet.empty() || (same && sheet.version <= indexSheet_.version)) return;
    sheet.url = QString::fromStdString(config_.urlStart + sheet.spreadsheet.value + "/edit");
    indexSheet_ = sheet;
    emit sheetChanged(sheet);
}

} // namespace rowcast::sheets
