#pragma once
/// Runs a story: lines of plain words that tell instances of Rowcast, people and Google what happens next,
/// and say what must then be true. The grammar stands at the top of story.cpp. For tests; one thread.

#include "core/sheets/form_machine.h"
#include "core/sheets/index_machine.h"
#include "tests/core/sheets/virtual_google.h"

#include <QString>
#include <QStringList>

#include <deque>
#include <functional>
#include <map>
#include <memory>

namespace rowcast::sheets::test {

class Story {
public:
    Story();
    /// Empty if all came true, else the line that did not and why.
    [[nodiscard]] QString run(const QString& text);

private:
    struct Instance {
        std::unique_ptr<FormMachine> form;
        std::unique_ptr<IndexMachine> index;
        std::deque<QString> faults; ///< of its next writes
        std::deque<QString> rewriteFaults;
        std::deque<QString> meanwhile; ///< what people do just before its next write of rows lands
        std::deque<QString> midway;    ///< and before its next write to rows that stand
        std::deque<QString> between;   ///< and between its next reads of row tags and of their rows
        std::deque<QString> back;      ///< and just after its next refused write
        QString said;                  ///< how the last batch or mend ended
        std::vector<FormSheet> known;
    };
    [[nodiscard]] Instance& instance(const QString& name);
    void start(Instance& who);
    QString line(const QStringList& words);
    void take(Instance& who, const QStringList& words);
    void mend(Instance& who, const QStringList& words);
    QString people(const QStringList& words);
    QString peopleAndIndex(const QStringList& words);
    void tellForm(Instance& who, const FormEvent& event);
    void tellIndex(Instance& who, const IndexEvent& event);
    void work();
    void happen(std::deque<QString>& meanwhile);
    [[nodiscard]] Outcome carry(Instance& who, const Write& write);
    [[nodiscard]] Outcome carry(Instance& who, const ReadTagged& read);
    [[nodiscard]] Outcome carry(const QString& fault, const Write& write);
    /// What Google answers to an asked action of either machine.
    template <class Action>
    [[nodiscard]] Outcome answer(Instance& who, const Action& action);
    [[nodiscard]] QString holds(const QString& what);
    [[nodiscard]] QString says(const QString& id, const QString& n);
    [[nodiscard]] VirtualSheet* current();
    [[nodiscard]] Monotonic now() const { return Monotonic(google_.now.time_since_epoch()); }

    VirtualGoogle google_;
    std::map<QString, Instance> instances_;
    std::vector<std::function<void()>> late_;
    Edits edits_ = Edits::Update;
    std::optional<VirtualSheet> kept_;
    std::vector<std::function<void()>> todo_;
    std::uint64_t nextBatch_ = 1;
    std::shared_ptr<QuestionList> questions_;
    QString problem_;
    FormRules rules_;
    IndexRules indexRules_;
};

} // namespace rowcast::sheets::test
