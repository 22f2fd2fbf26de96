#pragma once
/// A page of the user guide (resources/help) beside the window. Main thread.

#include <QDialog>

namespace rowcast::ui {

class HelpDialog : public QDialog {
    Q_OBJECT

public:
    /// `page` without its ending: "google".
    HelpDialog(const QString& title, const QString& page, QWidget* parent = nullptr);

signals:
    void linkWanted(const QUrl& url);
};

} // namespace rowcast::ui
