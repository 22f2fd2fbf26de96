#include "core/google/live_check.h"

#include "core/google/live_sheet.h"

#include <QJsonArray>

#include <algorithm>

namespace rowcast::google {

namespace {

QString wordOf(Verdict verdict) {
    switch (verdict) {
    case Verdict::Holds: return QStringLiteral("holds");
    case Verdict::Differs: return QStringLiteral("differs");
    case Verdict::NotAsked: return QStringLiteral("not asked");
    case Verdict::LeftOut: return QStringLiteral("left out");
    }
    Q_UNREACHABLE();
}

std::vector<Probe> allProbes() {
    std::vector<Probe> all = metadataProbes();
    for (const auto& more :
         {cellProbes(), valueProbes(), driveProbes(), sharingProbes(), elsewhereProbes(), requestProbes()})
        all.insert(all.end(), more.begin(), more.end());
    return all;
}

} // namespace

LiveReport runLiveCheck(Session& session, const LiveOptions& options,
                        const std::function<void(const ProbeResult&)>& progress) {
    LiveReport report;
    LiveSheet sheet(session, options);
    if (const auto failure = sheet.make()) {
        report.error = failure->error;
        static_cast<void>(sheet.trashAll());
        return report;
    }
    for (const Probe& probe : allProbes()) {
        report.results.push_back({QString::fromLatin1(probe.id), QLatin1Char(probe.grade),
                                  QString::fromUtf8(probe.claim), probe.ask(sheet)});
        progress(report.results.back());
    }
    if (const auto failure = sheet.trashAll()) report.error = failure->error;
    return report;
}

bool isGood(const LiveReport& report) {
    return !report.error && !report.results.empty() &&
           std::all_of(report.results.begin(), report.results.end(), [](const ProbeResult& r) {
               return r.finding.verdict == Verdict::Holds || r.finding.verdict == Verdict::LeftOut;
           });
}

QString textOf(const ProbeResult& result) {
    return QStringLiteral("%1  %2  %3 [%4]\n%5%6")
        .arg(wordOf(result.finding.verdict), -9)
        .arg(result.id, -34)
        .arg(result.claim)
        .arg(result.grade)
        .arg(QString(), 11)
        .arg(result.finding.seen);
}

QString summaryOf(const LiveReport& report) {
    const auto count = [&](Verdict v) {
        return std::count_if(report.results.begin(), report.results.end(),
                             [&](const ProbeResult& r) { return r.finding.verdict == v; });
    };
    const QString counts = QStringLiteral("%1 hold, %2 differ, %3 not asked, %4 left out")
                               .arg(count(Verdict::Holds))
                               .arg(count(Verdict::Differs))
                               .arg(count(Verdict::NotAsked))
                               .arg(count(Verdict::LeftOut));
    return report.error ? counts + u'\n' + report.error->what : counts;
}

QJsonObject jsonOf(const LiveReport& report) {
    QJsonArray results;
    for (const ProbeResult& r : report.results)
        results.append(QJsonObject{{QStringLiteral("id"), r.id},
                                   {QStringLiteral("grade"), QString(r.grade)},
                                   {QStringLiteral("claim"), r.claim},
                                   {QStringLiteral("verdict"), wordOf(r.finding.verdict)},
                                   {QStringLiteral("seen"), r.finding.seen}});
    QJsonObject object{{QStringLiteral("good"), isGood(report)}, {QStringLiteral("probes"), results}};
    if (report.error) object[QStringLiteral("error")] = report.error->what;
    return object;
}

} // namespace rowcast::google
