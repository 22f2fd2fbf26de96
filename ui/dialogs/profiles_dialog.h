#pragma once
/// How records are read: the profiles, their JSON with its wrong line marked, and at once what each change
/// would do to the newest real records. Shapes that no profile knows wait here for a word, with the guess.
/// Main thread.

#include "core/model/command.h"
#include "core/model/query.h"

#include <QDialog>
#include <QTimer>

#include <map>
#include <utility>

class QBoxLayout;
class QLabel;
class QPushButton;

namespace rowcast::ui {

class CodeEdit;
class MarkLabel;
class MutedLabel;
class ProfileChangesModel;
class ProfilesModel;
class TableView;

class ProfilesDialog : public QDialog {
    Q_OBJECT

public:
    explicit ProfilesDialog(QWidget* parent = nullptr);

    /// Asks for what there is now; goes to what needs a person first.
    void open() override;
    void answered(const QueryPage& page);
    /// True: it was a command of this dialog.
    bool commandDone(const CommandResult& result);
    /// Profiles that were changed and not saved.
    [[nodiscard]] int unsaved() const { return static_cast<int>(drafts_.size()); }

signals:
    void queryWanted(const Query& query);
    void commandWanted(const Command& command);

private:
    using Key = std::pair<QString, bool>; ///< name, and whether it is the admin's own

    [[nodiscard]] QBoxLayout* buildList();
    [[nodiscard]] QBoxLayout* buildEditor();
    [[nodiscard]] QBoxLayout* buildButtons();
    void list();
    void showList(ProfileList profiles);
    void showCurrent();
    void tryOut();
    void showReport(const ProfileReport& report);
    void tellWrong(const QString& sentence);
    void showButtons();
    void makeNew();
    void save();
    void remove();
    void ignore();
    void send(CommandKind kind);
    [[nodiscard]] static Key keyOf(const ProfileInfo& profile);
    [[nodiscard]] Key key() const { return keyOf(shown_); }
    [[nodiscard]] bool changed() const;
    [[nodiscard]] bool isNew() const;

    ProfilesModel* profiles_ = nullptr;
    TableView* list_ = nullptr;
    QLabel* title_ = nullptr;
    MutedLabel* kind_ = nullptr;
    CodeEdit* text_ = nullptr;
    MarkLabel* mark_ = nullptr;
    QLabel* said_ = nullptr;
    QLabel* summary_ = nullptr;
    ProfileChangesModel* changes_ = nullptr;
    TableView* changesTable_ = nullptr;
    QPushButton* new_ = nullptr;
    QPushButton* remove_ = nullptr;
    QPushButton* ignore_ = nullptr;
    QPushButton* save_ = nullptr;
    QTimer soon_; ///< a pause in typing: try it out
    std::uint64_t listed_ = 0;
    std::uint64_t tried_ = 0;
    std::uint64_t sent_ = 0;
    Key sentFor_;
    ProfileInfo shown_;             ///< the profile in hand, as it is saved
    std::map<Key, QString> drafts_; ///< what was typed and is not saved
    QString told_;                  ///< how a command ended: stays beside the list that follows
    QString wantedName_;            ///< to be gone to when the list comes
    bool toFirst_ = false;          ///< to what needs a person
    bool good_ = false;             ///< the text as it stands is a profile
};

} // namespace rowcast::ui
