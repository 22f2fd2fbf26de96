#include "ui/dialogs/help_dialog.h"

#include "ui/theme/type.h"

#include <QTextBrowser>
#include <QUrl>
#include <QVBoxLayout>

namespace rowcast::ui {

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
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(text);
    connect(text, &QTextBrowser::anchorClicked, this, &HelpDialog::linkWanted);
}

} // namespace rowcast::ui
