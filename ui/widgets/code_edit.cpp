#include "ui/widgets/code_edit.h"

#include "ui/theme/text.h"
#include "ui/theme/tokens.h"
#include "ui/theme/type.h"

#include <QPainter>
#include <QTextBlock>
#include <QTextLayout>

namespace rowcast::ui {

namespace {
constexpr int padding = 8;
}

class CodeEdit::Numbers : public QWidget {
public:
    explicit Numbers(CodeEdit* edit) : QWidget(edit), edit_(edit) {}

protected:
    void paintEvent(QPaintEvent* event) override { edit_->paintNumbers(event); }

private:
    CodeEdit* edit_;
};

CodeEdit::CodeEdit(QWidget* parent) : QPlainTextEdit(parent), numbers_(new Numbers(this)) {
    setFont(monoFont(font()));
    setTabChangesFocus(true);
    setLineWrapMode(QPlainTextEdit::NoWrap);
    connect(this, &QPlainTextEdit::blockCountChanged, this, &CodeEdit::place);
    connect(this, &QPlainTextEdit::updateRequest, this, [this](const QRect& rect, int dy) {
        if (dy != 0)
            numbers_->scroll(0, dy);
        else
            numbers_->update(0, rect.y(), numbers_->width(), rect.height());
    });
    place();
}

int CodeEdit::numbersWidth() const {
    return static_cast<int>(figuresWidth(font(), QString::number(std::max(100, blockCount())))) + 2 * padding;
}

void CodeEdit::place() {
    setViewportMargins(numbersWidth(), 0, 0, 0);
    const QRect area = contentsRect();
    numbers_->setGeometry(area.left(), area.top(), numbersWidth(), viewport()->height());
}

void CodeEdit::resizeEvent(QResizeEvent* event) {
    QPlainTextEdit::resizeEvent(event);
    place();
}

void CodeEdit::changeEvent(QEvent* event) {
    QPlainTextEdit::changeEvent(event);
    if (event->type() == QEvent::PaletteChange) paintMarked();
}

void CodeEdit::markLine(int line, const QString& sentence) {
    marked_ = line;
    numbers_->setToolTip(sentence);
    paintMarked();
    numbers_->update();
}

void CodeEdit::paintMarked() {
    QList<QTextEdit::ExtraSelection> marks;
    if (const QTextBlock block = document()->findBlockByNumber(marked_ - 1); marked_ > 0 && block.isValid()) {
        QTextEdit::ExtraSelection mark;
        mark.cursor = QTextCursor(block);
        mark.format.setBackground(tokens(palette()).errTint);
        mark.format.setProperty(QTextFormat::FullWidthSelection, true);
        marks << mark;
    }
    setExtraSelections(marks);
}

void CodeEdit::goTo(int line, int column) {
    const QTextBlock block = document()->findBlockByNumber(line - 1);
    if (!block.isValid()) return;
    QTextCursor cursor(block);
    cursor.movePosition(QTextCursor::Right, QTextCursor::MoveAnchor,
                        std::clamp(column - 1, 0, std::max(0, block.length() - 1)));
    setTextCursor(cursor);
    centerCursor();
}

void CodeEdit::paintNumbers(QPaintEvent* event) {
    QPainter painter(numbers_);
    const Tokens& t = tokens(palette());
    painter.fillRect(event->rect(), t.raised);
    for (QTextBlock block = firstVisibleBlock(); block.isValid(); block = block.next()) {
        QRectF line = blockBoundingGeometry(block).translated(contentOffset());
        line.setHeight(block.layout()->boundingRect().height()); // the last block has a margin below
        if (line.top() > event->rect().bottom()) return;
        const QString number = QString::number(block.blockNumber() + 1);
        const bool wrong = block.blockNumber() + 1 == marked_;
        if (wrong) painter.fillRect(QRectF(0, line.top(), numbers_->width(), line.height()), t.errTint);
        painter.setPen(wrong ? t.err : t.muted);
        const QFont font = wrong ? weighted(this->font(), QFont::DemiBold) : this->font();
        drawFigures(&painter, numbers_->width() - padding - figuresWidth(font, number),
                    baselineIn(line, font), font, number);
    }
}

} // namespace rowcast::ui
