#include "core/browse/profile_trial.h"

#include <QRegularExpression>

#include <algorithm>

namespace rowcast::browse {

namespace {

constexpr std::size_t kMostChanges = 200;

void count(ProfileReport::Counts& counts, const SeenRecord& record) {
    switch (record.reading) {
    case transform::Reading::Rows: counts.responses += static_cast<int>(record.responses.size()); break;
    case transform::Reading::IdOnly: ++counts.idOnly; break;
    case transform::Reading::Waiting: ++counts.unknown; break;
    case transform::Reading::Rejected: ++counts.rejected; break;
    case transform::Reading::Ignored:
    case transform::Reading::Tombstone: ++counts.ignored; break;
    }
}

QString summaryOf(const SeenRecord& record) {
    switch (record.reading) {
    case transform::Reading::IdOnly: return QStringLiteral("names a response, without its answers");
    case transform::Reading::Waiting: return QStringLiteral("no profile knows it");
    case transform::Reading::Rejected: return QStringLiteral("rejected: ") + record.why;
    case transform::Reading::Ignored:
    case transform::Reading::Tombstone: return QStringLiteral("ignored");
    case transform::Reading::Rows: break;
    }
    QStringList out;
    for (const SeenResponse& response : record.responses)
        out << QStringLiteral("%1, %2: %3 answers")
                   .arg(response.form.text(), QString::fromStdString(response.id))
                   .arg(response.cells.size());
    return out.join(QStringLiteral("; "));
}

/// Titles and answers, for what differs while the counts are the same.
std::map<QString, QString> answersOf(SpecimenReader& reader, const SeenRecord& record) {
    std::map<QString, QString> out;
    for (const SeenResponse& response : record.responses) {
        const auto list = reader.form(response.form).questions();
        for (const auto& [index, text] : response.cells)
            out[QString::fromStdString((*list)[index].title)] = text;
    }
    return out;
}

QString differenceOf(const std::map<QString, QString>& these, const std::map<QString, QString>& others) {
    QStringList out;
    for (const auto& [title, text] : these) {
        const auto other = others.find(title);
        if (other == others.end() || other->second != text)
            out << QStringLiteral("“%1” is “%2”").arg(title, text.left(60));
        if (out.size() == 3) break;
    }
    return out.join(QStringLiteral(", "));
}

std::optional<ProfileReport::Change> changeOf(SpecimenReader& before, const SeenRecord& was,
                                              SpecimenReader& after, const SeenRecord& is) {
    ProfileReport::Change change{was.position, summaryOf(was), summaryOf(is)};
    if (change.before != change.after) return change;
    const auto old = answersOf(before, was);
    const auto fresh = answersOf(after, is);
    if (old == fresh) return {};
    change.before += QStringLiteral("; ") + differenceOf(old, fresh);
    change.after += QStringLiteral("; ") + differenceOf(fresh, old);
    return change;
}

} // namespace

ProfileReport tryProfile(const std::string& text, const transform::Transformer& now,
                         const std::vector<QuestionMap>& maps, const transform::Specimens& specimens) {
    ProfileReport report;
    auto profile = transform::parseProfile(text);
    if (!profile) {
        report.error = profile.error();
        static const QRegularExpression place(QStringLiteral("^Line (\\d+), column (\\d+)"));
        const auto found = place.match(report.error->what);
        report.line = found.captured(1).toInt();
        report.column = found.captured(2).toInt();
        return report;
    }
    transform::ProfileSet tried = now.profiles();
    tried.addOwn(std::move(*profile));
    SpecimenReader before(now.profiles(), now.options(), maps);
    SpecimenReader after(std::move(tried), now.options(), maps);
    for (const std::string& topic : specimens.topics())
        for (const RecordBatch& record : specimens.of(topic)) {
            const SeenRecord was = before.read(record);
            const SeenRecord is = after.read(record);
            ++report.records;
            count(report.now, was);
            count(report.then, is);
            if (auto change = changeOf(before, was, after, is)) report.changes.push_back(std::move(*change));
        }
    std::reverse(report.changes.begin(), report.changes.end());
    if (report.changes.size() > kMostChanges) report.changes.resize(kMostChanges);
    return report;
}

} // namespace rowcast::browse
