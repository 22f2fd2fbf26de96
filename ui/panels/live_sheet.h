#pragma once
/// The newest rows of one form as its sheet holds them, asked for again whenever the form's number of rows
/// has changed, one question at a time. Main thread.

#include "core/model/status.h"
#include "ui/panels/titled_sheet.h"

#include <chrono>

namespace rowcast::ui {

class LiveSheet : public TitledSheet {
    Q_OBJECT

public:
    explicit LiveSheet(QWidget* parent = nullptr);

    /// `form` as the newest Status holds it; `now` paces the questions.
    void follow(const FormStatus& form, WallTime now);
    void answered(const QueryPage& page);

private:
    void ask(const FormStatus& form, WallTime now);

    FormId form_;
    std::int64_t rowsAsked_ = -1;
    std::uint64_t asked_ = 0; ///< the open question; 0: none
    WallTime askedAt_{};
};

} // namespace rowcast::ui
