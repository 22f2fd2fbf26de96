#include "app/runtime/question_desk.h"

#include "core/base/counted.h"
#include "core/base/overloaded.h"
#include "core/browse/map_preview.h"
#include "core/browse/profile_trial.h"
#include "core/google/forms_get.h"
#include "core/transform/question_map_file.h"

#include <algorithm>

namespace rowcast::app {

QuestionDesk::QuestionDesk(const pipeline::Pipeline& pipeline, const ProfileDesk& profiles,
                           store::Store& store, google::Session& session, QObject* parent)
    : QObject(parent), pipeline_(pipeline), profiles_(profiles), store_(store), session_(session) {}

void QuestionDesk::saveMap(quint64 command, const SaveMap& save) {
    const QuestionMap& map = save.map;
    if (const auto saved = store_.saveMap(map); !saved) {
        emit done({command, saved.error(), {}});
        return;
    }
    emit mapSaved(map);
    const QString count = counted(static_cast<qint64>(map.entries.size()), tr("question"), tr("questions"));
    emit noted({wallNow(),
                QStringLiteral("map"),
                map.form,
                tr("The question map of form “%1” was saved with %2.").arg(map.form.text(), count),
                {}});
    emit done({command, {}, tr("Saved %1 of form “%2”; new rows use them.").arg(count, map.form.text())});
}

void QuestionDesk::query(const Query& query) {
    QueryPage page;
    page.id = query.id;
    const auto take = [&page](auto result) {
        if (result)
            page.detail = std::move(*result);
        else
            page.error = result.error();
    };
    const transform::Transformer& now = pipeline_.reading();
    std::visit(Overloaded{
                   [&](const QuestionsOf& asked) { take(questionsOf(asked.form)); },
                   [&](const PreviewMap& asked) {
                       page = browse::previewOf(asked, now, pipeline_.specimens());
                       page.id = query.id;
                   },
                   [&](const DefinitionOf& asked) { askGoogle(query.id, asked); },
                   [&](const ReadMap& asked) {
                       take(transform::parseQuestionMap(asked.form, asked.text.toStdString()));
                   },
                   [&](const WriteMap& asked) {
                       page.detail = QByteArray::fromStdString(asked.format == WriteMap::Format::Csv
                                                                   ? transform::questionMapCsv(asked.map)
                                                                   : transform::questionMapJson(asked.map));
                   },
                   [&](const Profiles&) { page.detail = profileList(); },
                   [&](const TryProfile& asked) {
                       page.detail =
                           browse::tryProfile(asked.text.toStdString(), now, maps(), pipeline_.specimens());
                   },
                   [&](const ActivityOf& asked) {
                       take(store_.activity(std::clamp(asked.most, 1, 500), asked.skip, asked.text));
                   },
                   [&](const SheetRows&) {},
                   [&](const SharesOf&) {},
               },
               query.kind);
    if (!std::holds_alternative<DefinitionOf>(query.kind)) emit answered(page);
}

Result<FormQuestions> QuestionDesk::questionsOf(const FormId& form) const {
    const transform::FormBook& book = pipeline_.reading().book();
    FormQuestions questions;
    questions.map.form = form;
    for (std::size_t i = 0; i < book.size(); ++i)
        if (const auto& entry = book.entry(static_cast<transform::FormIndex>(i)); entry.id() == form)
            questions = entry.known();
    browse::addSamples(questions, pipeline_.reading(), pipeline_.specimens());
    return store_.mapVersions(form).map([&](std::vector<MapVersion> versions) {
        questions.versions = std::move(versions);
        return std::move(questions);
    });
}

std::vector<QuestionMap> QuestionDesk::maps() const {
    const transform::FormBook& book = pipeline_.reading().book();
    std::vector<QuestionMap> maps;
    for (std::size_t i = 0; i < book.size(); ++i) {
        QuestionMap map = book.entry(static_cast<transform::FormIndex>(i)).map();
        map.form = book.entry(static_cast<transform::FormIndex>(i)).id();
        if (!map.entries.empty()) maps.push_back(std::move(map));
    }
    return maps;
}

ProfileList QuestionDesk::profileList() const {
    ProfileList list = profiles_.list();
    for (const auto& [topic, shape] : pipeline_.reading().unknown()) {
        ProfileInfo guess;
        guess.name = profiles_.freeName(topic);
        guess.title = tr("Guess for topic “%1”").arg(QString::fromStdString(topic));
        guess.text = QString::fromStdString(transform::withName(shape.guess.read, guess.name.toStdString()));
        guess.error = Error{Remedy::FixSettings,
                            tr("Not used: %1 for your word.")
                                .arg(counted(shape.records, tr("record waits"), tr("records wait"))),
                            {},
                            {},
                            {Choice::AcceptGuess, Choice::EditProfile, Choice::Ignore}};
        list.push_back(std::move(guess));
    }
    return list;
}

void QuestionDesk::askGoogle(quint64 query, const DefinitionOf& asked) {
    const QString form = asked.link.isEmpty() ? asked.form.text() : asked.link;
    session_.send(google::formsGet(form), this,
                  [this, query, asked](const google::Answer<google::Reply>& reply) {
                      QueryPage page;
                      page.id = query;
                      auto map = reply.and_then(google::parseFormsGet);
                      if (map) {
                          map->form = asked.form;
                          page.detail = std::move(*map);
                      } else {
                          page.error = map.error().error;
                      }
                      emit answered(page);
                  });
}

} // namespace rowcast::app
