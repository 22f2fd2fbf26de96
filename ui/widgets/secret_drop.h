#pragma once
/// Takes a secret file: dropped, chosen or pasted. Pasted text is never shown, and the clipboard is emptied
/// once it was taken. Main thread.

#include "core/base/secret.h"

#include <QWidget>

class QMimeData;

namespace rowcast::ui {

class SecretDrop : public QWidget {
    Q_OBJECT

public:
    /// `what` is dropped here: "the key's JSON file".
    explicit SecretDrop(const QString& what, QWidget* parent = nullptr);

    /// The one file or the text that is dragged or pasted; empty if it is neither or too large.
    [[nodiscard]] static Secret taken(const QMimeData& data);
    [[nodiscard]] static bool mayHold(const QMimeData& data);
    [[nodiscard]] static Secret read(const QString& path);

signals:
    /// Empty: it could not be read.
    void given(const Secret& text);

protected:
    void paintEvent(QPaintEvent* event) override;
    void dragEnterEvent(QDragEnterEvent* event) override;
    void dragLeaveEvent(QDragLeaveEvent* event) override;
    void dropEvent(QDropEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;

private:
    void choose();
    void paste();

    bool over_ = false; ///< something is held over it
};

} // namespace rowcast::ui
