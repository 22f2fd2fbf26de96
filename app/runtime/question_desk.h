#pragma once
/// What people ask of forms' questions, of profiles and of what happened, answered from what the pipeline
/// knows, the store keeps and Google Forms says. Delivery thread.

#include "app/runtime/profile_desk.h"
#include "core/google/session.h"
#include "core/model/query.h"
#include "core/pipeline/pipeline.h"
#include "core/store/store.h"

#include <QObject>

namespace rowcast::app {

class QuestionDesk : public QObject {
    Q_OBJECT
public:
    /// What it is handed outlives it.
    QuestionDesk(const pipeline::Pipeline& pipeline, const ProfileDesk& profiles, store::Store& store,
                 google::Session& session, QObject* parent = nullptr);

public slots:
    /// On disk first, then new rows use it.
    void saveMap(quint64 command, const rowcast::SaveMap& save);
    /// Answers what concerns questions, maps, profiles and activity; nothing else.
    void query(const rowcast::Query& query);

signals:
    void mapSaved(const rowcast::QuestionMap& map);
    void noted(const rowcast::ActivityNote& note);
    void done(const rowcast::CommandResult& result);
    void answered(const rowcast::QueryPage& page);

private:
    [[nodiscard]] Result<FormQuestions> questionsOf(const FormId& form) const;
    [[nodiscard]] ProfileList profileList() const;
    [[nodiscard]] std::vector<QuestionMap> maps() const;
    void askGoogle(quint64 query, const DefinitionOf& asked);

    const pipeline::Pipeline& pipeline_;
    const ProfileDesk& profiles_;
    store::Store& store_;
    google::Session& session_;
};

} // namespace rowcast::app
