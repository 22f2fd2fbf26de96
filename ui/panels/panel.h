#pragma once
/// What every panel is to the window: a place that shows Status values and asks for what people want. A new
/// panel is a subclass and one line in main_window.cpp (everyPanel). Values only; main thread.

#include "core/model/command.h"
#include "core/model/query.h"
#include "core/model/status.h"
#include "ui/place.h"

#include <QWidget>

class QUrl;

namespace rowcast::ui {

class Panel : public QWidget {
    Q_OBJECT

public:
    explicit Panel(Place place, QWidget* parent = nullptr);

    [[nodiscard]] Place place() const { return place_; }

    /// Called while the panel is in sight, and when it comes into sight.
    virtual void show(const Status& status) = 0;
    /// What waits here, also while the panel is out of sight: cheap, called with every status.
    [[nodiscard]] virtual PlaceCount waiting(const Status&) const { return {}; }
    /// Pages of all panels' queries pass here: ids tell whose they are.
    virtual void answered(const QueryPage&) {}
    /// Whether this panel mends that, whichever panel offers it; the window then leads here and calls mend().
    [[nodiscard]] virtual bool mends(Choice) const { return false; }
    virtual void mend(Choice) {}
    /// What would be lost if the program ended now, as a sentence; empty: nothing.
    [[nodiscard]] virtual QString unsaved() const { return {}; }
    /// True: it was this panel's command, and the panel says itself how it ended.
    virtual bool done(const CommandResult&) { return false; }

signals:
    void commandWanted(const Command& command);
    void queryWanted(const Query& query);
    void mendWanted(const FormId& form, Choice choice);
    void linkWanted(const QUrl& url);
    void placeWanted(Place place);

protected:
    /// Sends with an id of its own, which it returns.
    std::uint64_t send(CommandKind kind);
    std::uint64_t ask(QueryKind kind);

private:
    Place place_;
};

} // namespace rowcast::ui
