#include "ui/widgets/secret_drop.h"

#include "ui/theme/style_parts.h"
#include "ui/theme/type.h"
#include "ui/widgets/make_button.h"

#include <QApplication>
#include <QClipboard>
#include <QDragEnterEvent>
#include <QFile>
#include <QFileDialog>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QMimeData>
#include <QPainter>
#include <QUrl>

namespace rowcast::ui {

namespace {
constexpr qint64 largest = 65'536; ///< Google's files have about 2,400 bytes
}

SecretDrop::SecretDrop(const QString& what, QWidget* parent) : QWidget(parent) {
    setObjectName(QStringLiteral("secretDrop"));
    setAcceptDrops(true);
    setFocusPolicy(Qt::StrongFocus);
    const QString sentence = tr("Drop %1 here, or").arg(what);
    setAccessibleName(tr("%1; Ctrl+V pastes it").arg(sentence));
    auto* words = new QLabel(sentence, this);
    QPushButton* choose = makeButton(tr("&Choose a file…"), QStringLiteral("chooseFileButton"), {}, this);
    QPushButton* paste = makeButton(tr("&Paste its text"), QStringLiteral("pasteButton"), {}, this);
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(16, 16, 16, 16);
    row->setSpacing(8);
    row->addWidget(words, 1);
    row->addWidget(choose);
    row->addWidget(paste);
    connect(choose, &QPushButton::clicked, this, &SecretDrop::choose);
    connect(paste, &QPushButton::clicked, this, &SecretDrop::paste);
}

Secret SecretDrop::read(const QString& path) {
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly) || file.size() > largest) return {};
    return Secret(file.read(largest));
}

bool SecretDrop::mayHold(const QMimeData& data) {
    if (data.hasUrls()) return data.urls().size() == 1 && data.urls().front().isLocalFile();
    return data.hasText();
}

Secret SecretDrop::taken(const QMimeData& data) {
    if (!mayHold(data)) return {};
    if (data.hasUrls()) return read(data.urls().front().toLocalFile());
    return data.text().size() > largest ? Secret() : Secret(data.text().toUtf8());
}

void SecretDrop::choose() {
    const QString path = QFileDialog::getOpenFileName(this, tr("Choose the file from Google"), {},
                                                      tr("JSON files (*.json);;All files (*)"));
    if (!path.isEmpty()) emit given(read(path));
}

void SecretDrop::paste() {
    QClipboard* clipboard = QApplication::clipboard();
    const Secret text = taken(*clipboard->mimeData());
    if (!text.empty()) clipboard->clear(); // it would stay there for whoever pastes next
    emit given(text);
}

void SecretDrop::keyPressEvent(QKeyEvent* event) {
    if (event->matches(QKeySequence::Paste))
        paste();
    else
        QWidget::keyPressEvent(event);
}

void SecretDrop::dragEnterEvent(QDragEnterEvent* event) {
    if (!mayHold(*event->mimeData())) return;
    over_ = true;
    update();
    event->acceptProposedAction();
}

void SecretDrop::dragLeaveEvent(QDragLeaveEvent*) {
    over_ = false;
    update();
}

void SecretDrop::dropEvent(QDropEvent* event) {
    over_ = false;
    update();
    event->acceptProposedAction();
    emit given(taken(*event->mimeData()));
}

void SecretDrop::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    const Tokens& t = tokens(palette());
    painter.setRenderHint(QPainter::Antialiasing);
    const bool marked = over_ || hasFocus();
    QPen edge(marked ? t.accentInk : t.field, marked ? 2 : 1, Qt::DashLine);
    painter.setPen(edge);
    painter.setBrush(over_ ? t.infoTint : t.input);
    painter.drawRoundedRect(QRectF(rect()).adjusted(1, 1, -1, -1), surfaceRadius, surfaceRadius);
}

} // namespace rowcast::ui
