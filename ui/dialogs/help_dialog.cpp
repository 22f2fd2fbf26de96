#include "ui/dialogs/help_dialog.h"

#include "ui/theme/tokens.h"
#include "ui/theme/type.h"

#include <QTextBrowser>
#include <QTextTable>
#include <QUrl>
#include <QVBoxLayout>

namespace rowcast::ui {

namespace {
/// Thin lines and room around the words; Qt's own tables have neither.
void dressTables(const QTextDocument& document, const QColor& line, int room) {
    for (QTextFrame* frame : document.rootFrame()->childFrames()) {
        auto* table = qobject_cast<QTextTable*>(frame);
        if (!table) continue;
        QTextTableFormat format = table->format();
        format.setBorder(1);
        format.setBorderStyle(QTextFrameFormat::BorderStyle_Solid);
        format.setBorderBrush(line);
        format.setBorderCollapse(true);
        format.setCellSpacing(0);
        format.setCellPadding(room);
        format.setTopMargin(room);
        format.setBottomMargin(2 * room);
        table->setFormat(format);
    }
}
} // namespace

HelpDialog::HelpDialog(const QString& title, const QString& page, QWidget* parent) : QDialog(parent) {
    setObjectName(QStringLiteral("helpDialog"));
    setWindowTitle(title);
    const Sizes sizes(font());
    resize(sizes.px(760), sizes.px(640));
    auto* text = new QTextBrowser(this);
    text->setObjectName(QStringLiteral("helpText"));
    text->setAccessibleName(title);
    text->setFrameShape(QFrame::NoFrame);
    text->setOpenLinks(false);
    text->document()->setDocumentMargin(pageMargin);
    text->setSource(QUrl(QStringLiteral("qrc:/help/%1.md").arg(page)), QTextDocument::MarkdownResource);
    dressTables(*text->document(), tokens(palette()).line, sizes.px(5));
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(text);
    connect(text, &QTextBrowser::anchorClicked, this, &HelpDialog::linkWanted);
}

} // namespace rowcast::ui
