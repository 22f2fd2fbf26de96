// What people do to the sheets and to the index in a story; the words stand in story.cpp.
#include "tests/core/sheets/story.h"

#include "core/sheets/claim.h"

#include <algorithm>
#include <tuple>

namespace rowcast::sheets::test {

QString Story::people(const QStringList& words) {
    const QString& what = words.first();
    if (what == u"index") return peopleAndIndex(words.mid(1));
    if (what == u"copy") {
        VirtualSheet copy = *current();
        copy.title = "Copy";
        copy.form.clear();
        copy.id = SpreadsheetId{"sheet-" + std::to_string(google_.sheets.size() + 1) + "-of-the-folder"};
        google_.sheets.insert(google_.sheets.begin(), std::move(copy));
        return {};
    }
    VirtualSheet* sheet = current();
    if (sheet == nullptr) return QStringLiteral("no sheet");
    const std::int64_t i = words.value(1).toLongLong();
    if (what == u"swap")
        sheet->swapColumns(i, words[2].toLongLong());
    else if (what == u"delete")
        sheet->deleteColumn(i);
    else if (what == u"insert")
        sheet->insertColumn(i);
    else if (what == u"sort")
        sheet->sortRows();
    else if (what == u"row")
        sheet->insertRow(i);
    else if (what == u"drop")
        sheet->deleteRow(i);
    else if (what == u"nothing")
        return {};
    else if (what == u"trash")
        sheet->trashed = true;
    else if (what == u"restore")
        sheet->trashed = false;
    else if (what == u"vanish")
        sheet->gone = true;
    else if (what == u"keep")
        kept_ = *sheet;
    else if (what == u"old")
        *sheet = kept_.value();
    else if (what == u"tab") {
        sheet->rows.clear();
        std::erase_if(sheet->meta,
                      [](const auto& e) { return e.second.place != Metadata::Place::Spreadsheet; });
    } else if (what == u"rename" || what == u"edit") {
        Value text;
        text.kind = Value::Kind::Text;
        text.text = words.mid(what == u"edit" ? 3 : 2).join(u' ').toStdString();
        const std::int64_t row = what == u"edit" ? i : std::max<std::int64_t>(sheet->headerRow(), 0);
        sheet->put(static_cast<std::size_t>(row),
                   static_cast<std::size_t>(what == u"edit" ? words[2].toLongLong() : i), text);
    } else if (what == u"steal") {
        // Another program makes an entry under an id that the next version step needs.
        for (int place = 0; place < 31; ++place)
            sheet->meta[kRingId + place] = {
                kRingId + place, "other", "x", Metadata::Place::Spreadsheet, 0, -1};
    } else
        return QStringLiteral("people cannot do that");
    return {};
}

Outcome Story::carry(Instance& who, const ReadTagged& read) {
    return google_(read, [&] { happen(who.between); });
}

QString Story::peopleAndIndex(const QStringList& words) {
    const QString& what = words.first();
    if (what == u"older" || what == u"newer") {
        // Older: a list shows only now what was there before the one that is in use.
        const auto used = std::ranges::find_if(google_.sheets, &VirtualSheet::index);
        const WallTime now = used == google_.sheets.end() ? google_.now : used->created;
        VirtualSheet& index = google_.make("Rowcast index", {}, true);
        index.created = now + (what == u"older" ? Millis{-60'000} : Millis{60'000});
        index.trashed = words.contains(u"trashed");
        if (words.contains(u"bound"))
            index.meta[1] = {1,
                             kClaimKey,
                             formatClaim({claimKey(FormId{"other"}), 1, SpreadsheetId{"another"}}),
                             Metadata::Place::Tab,
                             0,
                             -1};
        return {};
    }
    const auto age = [](const VirtualSheet& sheet) { return std::tuple(!sheet.index, sheet.created); };
    const auto oldest = std::ranges::min_element(google_.sheets, {}, age);
    for (VirtualSheet& sheet : google_.sheets)
        if (sheet.index && (!words.contains(u"oldest") || &sheet == &*oldest))
            (what == u"vanish" ? sheet.gone : sheet.trashed) = what != u"restore";
    return {};
}

} // namespace rowcast::sheets::test
