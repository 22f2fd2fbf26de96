#include "ui/models/clipboard_cells.h"

#include <optional>

namespace rowcast::ui {

namespace {
bool endsCell(const QString& text, qsizetype at) {
    return at >= text.size() || text[at] == u'\t' || text[at] == u'\n';
}

/// The cell that begins with a quotation mark at `at`, which then stands behind it. None: the mark is a part
/// of the cell's text. Google Sheets quotes only cells of several lines, so "Yes" is the text with its marks.
std::optional<QString> quotedCell(const QString& text, qsizetype& at) {
    QString cell;
    bool needed = false;
    for (qsizetype next = at + 1; next < text.size(); ++next) {
        const QChar c = text[next];
        if (c != u'"') {
            needed = needed || c == u'\t' || c == u'\n';
            cell += c;
        } else if (next + 1 < text.size() && text[next + 1] == u'"') {
            needed = true;
            cell += c;
            ++next;
        } else {
            if (!needed || !endsCell(text, next + 1)) return {};
            at = next + 1;
            return cell;
        }
    }
    return {};
}

QString plainCell(const QString& text, qsizetype& at) {
    const qsizetype begin = at;
    while (!endsCell(text, at))
        ++at;
    return text.mid(begin, at - begin);
}
} // namespace

CellRows cellsFrom(const QString& given) {
    QString text = given;
    text.replace(u"\r\n"_qs, u"\n"_qs).replace(u'\r', u'\n');
    CellRows rows;
    QStringList row;
    for (qsizetype at = 0; at < text.size(); ++at) {
        const std::optional<QString> quoted = text[at] == u'"' ? quotedCell(text, at) : std::nullopt;
        row << (quoted ? *quoted : plainCell(text, at));
        if (at < text.size() && text[at] == u'\t') {
            if (at + 1 < text.size()) continue;
            row << QString();
        }
        rows.push_back(std::exchange(row, {}));
    }
    return rows;
}

namespace {

QString joined(const CellRows& rows, QChar between) {
    QStringList lines;
    for (const QStringList& row : rows) {
        QStringList cells;
        for (const QString& cell : row) {
            const bool quote =
                cell.contains(between) || cell.contains(u'\n') || cell.contains(u'\r') || cell.contains(u'"');
            cells << (quote ? u'"' + QString(cell).replace(u"\""_qs, u"\"\""_qs) + u'"' : cell);
        }
        lines << cells.join(between);
    }
    return lines.join(u'\n');
}

} // namespace

QString clipboardText(const CellRows& rows) {
    return joined(rows, u'\t');
}

QString csvText(const CellRows& rows) {
    return joined(rows, u',');
}

} // namespace rowcast::ui
