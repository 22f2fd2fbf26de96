#pragma once
/// The sheet as it will look under a map that is not saved: asked for a moment after each change, one
/// question at a time. Of a wide sheet it shows the first columns, the last ones and those around the
/// question in hand. Main thread.

#include "ui/panels/titled_sheet.h"

#include <QElapsedTimer>
#include <QTimer>

namespace rowcast::ui {

class QuestionsModel;

class MapPreview : public TitledSheet {
    Q_OBJECT

public:
    explicit MapPreview(QWidget* parent = nullptr);

    void setQuestions(const QuestionsModel* questions);
    /// The question in hand: its column comes into sight.
    void setCurrent(const QString& header);
    /// What is shown is old: ask again soon.
    void renew();
    void answered(const QueryPage& page);

private:
    void ask();
    void showFocus();

    const QuestionsModel* questions_ = nullptr;
    QTimer soon_;
    QElapsedTimer since_;
    std::uint64_t asked_ = 0; ///< the open question; 0: none
    bool again_ = false;      ///< something changed since it was asked
    std::vector<QString> header_;
    QString current_;
};

} // namespace rowcast::ui
