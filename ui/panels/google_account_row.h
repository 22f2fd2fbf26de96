#pragma once
/// One account that writes: its address, what it is, how much of its quota is used, and how to be rid of it.
/// Main thread.

#include "core/model/account_status.h"

#include <QWidget>

class QLabel;
class QPushButton;

namespace rowcast::ui {

class MarkLabel;
class MutedLabel;

class GoogleAccountRow : public QWidget {
    Q_OBJECT

public:
    explicit GoogleAccountRow(QWidget* parent = nullptr);
    /// `oneOfMany`: says its own share of the quota.
    void show(const AccountStatus& account, bool oneOfMany);

signals:
    void copyWanted(const QString& email);
    void signInWanted(const rowcast::AccountStatus& account);
    void removeWanted(const rowcast::AccountStatus& account);

private:
    AccountStatus account_;
    MarkLabel* mark_;
    QLabel* email_;
    QLabel* about_;
    MutedLabel* used_;
    QPushButton* copy_;
    QPushButton* signIn_;
    QPushButton* remove_;
};

} // namespace rowcast::ui
