#include "tests/sim/google_port.h"

#include "core/base/overloaded.h"

namespace rowcast::sim {

using namespace sheets;

namespace {

constexpr char kFormProperty[] = "rowcastForm";
constexpr char kIndexProperty[] = "rowcastIndex";

Outcome refused(Refusal refusal) {
    const auto outcome = [](Refused::Why why, Remedy remedy) {
        return Refused{why, Error{remedy, QStringLiteral("refused"), {}, {}, {}}};
    };
    switch (refusal) {
    case Refusal::IdExists:
    case Refusal::IdMissing: return outcome(Refused::Why::VersionTaken, Remedy::Retry);
    case Refusal::TooWide: return outcome(Refused::Why::Place, Remedy::Retry);
    case Refusal::CellLimit: return outcome(Refused::Why::CellLimit, Remedy::Retry);
    case Refusal::Content: return outcome(Refused::Why::Row, Remedy::RejectRecord);
    case Refusal::Gone: return outcome(Refused::Why::Gone, Remedy::PickFile);
    }
    Q_UNREACHABLE();
}

Outcome notAsked() {
    qFatal("asked of Google what is not Google's");
    Q_UNREACHABLE();
}

} // namespace

Outcome GooglePort::readState(const SpreadsheetId& sheet) {
    if (!google_.find(sheet)) return refused(Refusal::Gone);
    StateRead read;
    read.entries = google_.search(sheet, kStateKey);
    for (Metadata& entry : google_.search(sheet, kColumnsKey))
        read.entries.push_back(std::move(entry));
    return read;
}

Outcome GooglePort::readColumns(const ReadColumns& read) {
    const VirtualFile* file = google_.find(read.sheet);
    if (!file) return refused(Refusal::Gone);
    return ColumnsRead{google_.view(read.sheet, read.tab.value_or(file->tabs.front().id))};
}

Outcome GooglePort::readIds(const ReadIds& read) {
    const VirtualFile* file = google_.find(read.sheet);
    if (!file) return refused(Refusal::Gone);
    if (read.column >= 0) return IdsRead{google_.column(read.sheet, read.tab, read.column)};
    for (const Metadata& tag : google_.search(read.sheet, kColumnKey))
        if (tag.value == read.tag) return IdsRead{google_.column(read.sheet, tag.tab, tag.index)};
    return IdsRead{};
}

Outcome GooglePort::readRows(const SpreadsheetId& sheet, const SheetView& known, bool taggedOnly,
                             const std::vector<ReadRows::Range>& ranges) {
    const VirtualFile* file = google_.find(sheet);
    const VirtualTab* tab = file ? file->tab(known.tab) : nullptr;
    if (!tab) return refused(Refusal::Gone);
    RowsRead read{google_.view(sheet, known.tab), {}, {}};
    if (taggedOnly)
        for (const Metadata& tag : google_.search(sheet, kRowKey))
            read.rowTags.push_back(tag.id);
    for (std::size_t number = 0; number < tab->rows.size(); ++number) {
        const auto at = static_cast<std::int64_t>(number);
        bool wanted = taggedOnly;
        for (const ReadRows::Range& range : ranges)
            wanted = wanted || (at >= range.first && (range.last < 0 || at <= range.last));
        if (!wanted) continue;
        RowsRead::Row row = google_.row(sheet, known.tab, number);
        if (!taggedOnly || !row.tags.empty()) read.rows.push_back(std::move(row));
    }
    return read;
}

Outcome GooglePort::write(const WritePlan& plan) {
    if (const auto refusal = google_.apply(plan)) return refused(*refusal);
    if (plan.tabTitle.empty()) return Written{};
    return Written{google_.view(plan.sheet, plan.tab)};
}

Outcome GooglePort::create(const std::string& name, const std::string& key, const std::string& value,
                           Millis lag, WallTime now) {
    const Millis shown =
        random_() % 2 == 0
            ? Millis{0}
            : Millis{static_cast<Millis::rep>(random_() % static_cast<std::uint64_t>(lag.count() + 1))};
    const SpreadsheetId id = google_.create(name, "folder", {{key, value}}, now, now + shown);
    google_.find(id)->properties["rowcastFile"] = id.value;
    return FileCreated{id};
}

Outcome GooglePort::trash(const TrashFile& action) {
    VirtualFile* file = google_.find(action.sheet);
    if (!file) return refused(Refusal::Gone);
    file->trashed = action.trashed;
    return Done{};
}

Outcome GooglePort::answer(const FormAction& action, WallTime now) {
    return std::visit(
        Overloaded{
            [&](const ReadState& a) { return readState(a.sheet); },
            [&](const ReadColumns& a) { return readColumns(a); },
            [&](const ReadIds& a) { return readIds(a); },
            [&](const ReadRows& a) { return readRows(a.sheet, a.view, false, a.ranges); },
            [&](const ReadTagged& a) { return readRows(a.sheet, a.view, true, {}); },
            [&](const Write& a) { return write(a.plan); },
            [&](const CheckFile& a) -> Outcome {
                const VirtualFile* file = google_.find(a.sheet);
                if (!file) return refused(Refusal::Gone);
                return FileChecked{file->trashed, file->properties.contains(kFormProperty)};
            },
            [&](const FindFiles& a) -> Outcome {
                FilesFound found;
                for (const VirtualFile* file : google_.list(now, random_)) {
                    const auto form = file->properties.find(kFormProperty);
                    const bool ours = form != file->properties.end() && form->second == a.form.value;
                    if (!file->trashed && (ours || (file->properties.empty() && file->name == a.title)))
                        found.files.push_back(file->id);
                }
                return found;
            },
            [&](const CreateFile& a) { return create(a.title, kFormProperty, a.form.value, lag_.form, now); },
            [&](const TrashFile& a) { return trash(a); },
            [](const auto&) { return notAsked(); },
        },
        action);
}

Outcome GooglePort::answer(const IndexAction& action, WallTime now) {
    return std::visit(
        Overloaded{
            [&](const ListIndexes& a) -> Outcome {
                IndexesListed listed{{}, now};
                for (const VirtualFile* file : google_.list(now, random_))
                    if (file->properties.contains(kIndexProperty))
                        listed.indexes.push_back({file->id, file->created, file->trashed});
                const VirtualFile* used = google_.find(a.used); // a get is strongly consistent
                if (used && used->listedFrom > now)
                    listed.indexes.push_back({used->id, used->created, used->trashed});
                std::ranges::stable_sort(listed.indexes, {}, &IndexesListed::Index::created);
                return listed;
            },
            [&](const CreateIndex&) { return create("Rowcast index", kIndexProperty, "1", lag_.index, now); },
            [&](const TrashFile& a) { return trash(a); },
            [&](const ReadState& a) { return readState(a.sheet); },
            [&](const ReadColumns& a) { return readColumns(a); },
            [&](const ReadClaims& a) -> Outcome {
                if (!google_.find(a.index)) return refused(Refusal::Gone);
                return ClaimsRead{google_.search(a.index, kClaimKey)};
            },
            [&](const Write& a) {
                const bool strict = std::exchange(google_.ignoreVersionStep,
                                                  google_.ignoreVersionStep || claimsIgnoreVersion);
                Outcome outcome = write(a.plan);
                google_.ignoreVersionStep = strict;
                return outcome;
            },
            [](const auto&) { return notAsked(); },
        },
        action);
}

} // namespace rowcast::sim
