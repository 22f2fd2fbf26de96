#pragma once
/// Question ids become the words that people know: the map of one form edited in a grid, the sheet as it will
/// look below, and one Save. What is typed for a form stays while another is looked at. Values only; main
/// thread.

#include "ui/models/questions_model.h"
#include "ui/panels/paged_panel.h"

#include <map>
#include <memory>

class QComboBox;
class QVBoxLayout;

namespace rowcast::ui {

class ChoiceGroup;
class EmptyState;
class FilterEdit;
class MapPreview;
class MenuButton;
class ProfilesDialog;
class QuestionsTable;
class QuestionsTransfer;
class SaveBar;

class QuestionsPanel : public PagedPanel {
    Q_OBJECT

public:
    explicit QuestionsPanel(QWidget* parent = nullptr);
    ~QuestionsPanel() override;

    void show(const Status& status) override;
    [[nodiscard]] PlaceCount waiting(const Status& status) const override;
    void answered(const QueryPage& page) override;
    bool done(const CommandResult& result) override;
    /// A guess is looked at before it is accepted, and a profile is edited here.
    [[nodiscard]] bool mends(Choice choice) const override;
    void mend(Choice choice) override;
    [[nodiscard]] QString unsaved() const override;
    void showForm(const FormId& form);

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    [[nodiscard]] QWidget* buildContent();
    void addTools(QVBoxLayout* column);
    void connectDeeds();
    void addKeys();
    void setModel(QuestionsModel* model);
    void listForms();
    void ask();
    void showState();
    void showCurrent(int row);
    void step(void (QUndoStack::*to)());
    void editChoices(int row);
    void save();
    [[nodiscard]] QuestionsModel* model() const;

    Status status_;
    FormId form_;
    std::map<FormId, std::unique_ptr<QuestionsModel>> models_; ///< of every form looked at
    std::uint64_t asked_ = 0;                                  ///< the open QuestionsOf; 0: none
    WallTime askedAt_{};
    std::int64_t rowsAsked_ = -1;
    std::uint64_t saving_ = 0; ///< the SaveMap under way; 0: none
    FormId savingForm_;

    EmptyState* empty_ = nullptr;
    QComboBox* forms_ = nullptr;
    FilterEdit* find_ = nullptr;
    ChoiceGroup* which_ = nullptr;
    MenuButton* undo_ = nullptr;
    MenuButton* import_ = nullptr;
    MenuButton* export_ = nullptr;
    QuestionsTable* table_ = nullptr;
    MapPreview* preview_ = nullptr;
    SaveBar* saveBar_ = nullptr;
    QuestionsTransfer* transfer_ = nullptr;
    ProfilesDialog* profiles_ = nullptr;
};

} // namespace rowcast::ui
