#include "tests/support/verdict.h"

#include <QEventLoop>
#include <QJsonDocument>
#include <QJsonObject>
#include <QNetworkReply>
#include <QSet>
#include <QUrl>

#include <cmath>

namespace rowcast::test {

namespace {

const QString kSpreadsheet = QStringLiteral("application/vnd.google-apps.spreadsheet");
const QString kIndex = QStringLiteral("Rowcast index"); // Rowcast's own list of the forms
constexpr int kExamples = 12;
constexpr qsizetype kCellLimit = 50'000;
constexpr double kSecond = 1.0 / 86'400;

bool isBlank(const QJsonArray& row) {
    for (const QJsonValue& cell : row)
        if (!cell.isString() || !cell.toString().isEmpty()) return false;
    return true;
}

bool equals(const QJsonValue& cell, const intake::Shown& shown) {
    if (const auto* number = std::get_if<double>(&shown))
        return cell.isDouble() &&
               std::abs(cell.toDouble() - *number) < 1e-9 * std::max(1.0, std::abs(*number));
    if (const auto* yes = std::get_if<bool>(&shown)) return cell.isBool() && cell.toBool() == *yes;
    const QString text = QString::fromStdString(std::get<std::string>(shown));
    if (text.size() <= kCellLimit) return cell.isString() && cell.toString() == text;
    const QString cut = cell.toString(); // the beginning, and a mark that says so
    return cut.size() <= kCellLimit && cut.size() > kCellLimit - 100 && cut.contains(QStringLiteral("cut")) &&
           text.startsWith(cut.left(kCellLimit - 100));
}

bool isEmpty(const QJsonValue& cell) {
    return cell.isUndefined() || cell.isNull() || (cell.isString() && cell.toString().isEmpty());
}

/// Judges the rows of one sheet.
class Judge {
public:
    Judge(const SentForm& sent, const SeenSheet& sheet, Verdict& verdict)
        : sent_(sent), sheet_(sheet), verdict_(verdict) {
        for (const auto& [question, title] : sent.titles)
            questions_[title] = question;
        for (qsizetype column = 0; column < sheet.header.size(); ++column) {
            QString title = sheet.header[column];
            if (title.endsWith(kRenamed)) title.chop(kRenamed.size());
            titles_.append(title);
        }
        idColumn_ = titles_.indexOf(QStringLiteral("Response ID"));
        timeColumn_ = titles_.indexOf(QStringLiteral("Submitted at"));
    }
    void run() {
        if (idColumn_ < 0 || timeColumn_ < 0) {
            complain(verdict_.unknown, QStringLiteral("no Response ID or Submitted at in its header"));
            return;
        }
        std::map<std::string, int> seen;
        for (const QJsonArray& row : sheet_.rows) {
            ++verdict_.rows;
            const std::string id = row[idColumn_].toString().toStdString();
            const auto response = sent_.responses.find(id);
            if (response == sent_.responses.end())
                complain(verdict_.unknown, QStringLiteral("row %1").arg(QString::fromStdString(id)));
            else if (++seen[id] == 2)
                complain(verdict_.duplicated, QString::fromStdString(id));
            else
                judgeRow(row, response->second);
        }
        for (const auto& [id, response] : sent_.responses)
            if (!seen.contains(id)) complain(verdict_.lost, QString::fromStdString(id));
    }

private:
    void judgeRow(const QJsonArray& row, const intake::Response& response) {
        auto expected = intake::expectedCells(response, sent_.shape, sent_.mapped);
        if (std::abs(row[timeColumn_].toDouble() - intake::expectedSubmittedAt(response)) > kSecond / 1000)
            complain(verdict_.unequal, cellText(response, timeColumn_, row));
        for (qsizetype column = 0; column < titles_.size(); ++column) {
            if (column == idColumn_ || column == timeColumn_ || titles_[column].isEmpty() ||
                titles_[column].startsWith(kInserted))
                continue;
            const QJsonValue cell = row.at(column);
            const auto question = questions_.find(titles_[column]);
            if (question == questions_.end()) {
                complain(verdict_.unknown, QStringLiteral("column %1").arg(titles_[column]));
                continue;
            }
            const auto wanted = expected.find(question->second);
            const bool right = wanted == expected.end() ? isEmpty(cell) : equals(cell, wanted->second);
            if (!right)
                complain(isAnothers(cell, expected) ? verdict_.misplaced : verdict_.unequal,
                         cellText(response, column, row));
            if (wanted != expected.end()) expected.erase(wanted);
        }
        if (!expected.empty())
            complain(verdict_.unequal, QString::fromStdString(response.id) +
                                           QStringLiteral(": no column for ") +
                                           expected.begin()->first.text());
    }
    static bool isAnothers(const QJsonValue& cell, const std::map<QuestionId, intake::Shown>& expected) {
        return std::any_of(expected.begin(), expected.end(),
                           [&](const auto& each) { return equals(cell, each.second); });
    }
    [[nodiscard]] QString cellText(const intake::Response& response, qsizetype column,
                                   const QJsonArray& row) const {
        return QStringLiteral("%1: “%2” shows %3")
            .arg(QString::fromStdString(response.id), titles_[column],
                 QString::fromUtf8(
                     QJsonDocument(QJsonArray{row.at(column)}).toJson(QJsonDocument::Compact).left(120)));
    }
    void complain(std::int64_t& count, const QString& what) {
        ++count;
        if (verdict_.examples.size() < kExamples)
            verdict_.examples.append(sheet_.name + QStringLiteral(": ") + what);
    }

    const SentForm& sent_;
    const SeenSheet& sheet_;
    Verdict& verdict_;
    std::map<QString, QuestionId> questions_;
    QStringList titles_;
    qsizetype idColumn_ = -1;
    qsizetype timeColumn_ = -1;
};

} // namespace

QJsonObject Stranger::get(const QString& path, const QString& query) {
    QUrl url(root_ + path, QUrl::StrictMode);
    url.setQuery(query);
    QNetworkRequest request(url);
    request.setRawHeader("Authorization", "Bearer " + token_.toUtf8());
    const std::unique_ptr<QNetworkReply> reply(network_.get(request));
    QEventLoop loop;
    QObject::connect(reply.get(), &QNetworkReply::finished, &loop, &QEventLoop::quit);
    if (!reply->isFinished()) loop.exec();
    const QByteArray body = reply->readAll();
    if (reply->error() != QNetworkReply::NoError)
        qFatal("%s: %s %s", qPrintable(url.toString()), qPrintable(reply->errorString()),
               body.left(400).constData());
    return QJsonDocument::fromJson(body).object();
}

std::vector<SeenSheet> Stranger::sheets() {
    std::vector<SeenSheet> seen;
    const QJsonArray files =
        get(QStringLiteral("/drive/v3/files"),
            QStringLiteral("pageSize=1000&fields=files(id,name,mimeType,trashed)"))[u"files"]
            .toArray();
    for (const QJsonValue& file : files) {
        const QString name = file[u"name"].toString();
        if (file[u"mimeType"].toString() != kSpreadsheet || file[u"trashed"].toBool() || name == kIndex)
            continue;
        const QString path = QStringLiteral("/v4/spreadsheets/") + file[u"id"].toString();
        const QString tab =
            get(path, QStringLiteral("fields=sheets.properties"))[u"sheets"][0][u"properties"][u"title"]
                .toString();
        const QJsonArray rows =
            get(path + QStringLiteral("/values/") + QString::fromLatin1(QUrl::toPercentEncoding(tab)),
                QStringLiteral(
                    "valueRenderOption=UNFORMATTED_VALUE&dateTimeRenderOption=SERIAL_NUMBER"))[u"values"]
                .toArray();
        SeenSheet sheet{name, {}, {}};
        for (const QJsonValue& each : rows) {
            const QJsonArray row = each.toArray();
            if (isBlank(row)) continue;
            if (sheet.header.isEmpty())
                for (const QJsonValue& cell : row)
                    sheet.header.append(cell.toString());
            else
                sheet.rows.push_back(row);
        }
        seen.push_back(std::move(sheet));
    }
    return seen;
}

Verdict judge(const std::map<std::string, SentForm>& sent, const std::vector<SeenSheet>& sheets) {
    Verdict verdict;
    std::map<std::string, int> seen;
    for (const SeenSheet& sheet : sheets) {
        // Drive makes a file twice where a request arrives twice, and nobody is told of the second.
        if (sheet.header.isEmpty() && sheet.rows.empty()) continue;
        const auto form = std::find_if(sent.begin(), sent.end(),
                                       [&](const auto& each) { return each.second.title == sheet.name; });
        if (form == sent.end() || ++seen[form->first] > 1) {
            ++verdict.unknown;
            verdict.examples.append(QStringLiteral("a sheet too many: ") + sheet.name);
            continue;
        }
        Judge(form->second, sheet, verdict).run();
    }
    for (const auto& [id, form] : sent)
        if (!seen.contains(id) && !form.responses.empty()) {
            verdict.lost += static_cast<std::int64_t>(form.responses.size());
            verdict.examples.append(QStringLiteral("no sheet for ") + form.title);
        }
    return verdict;
}

QString Verdict::text() const {
    return QStringLiteral("%1 rows: %2 lost, %3 duplicated, %4 misplaced, %5 unequal, %6 unknown")
               .arg(rows)
               .arg(lost)
               .arg(duplicated)
               .arg(misplaced)
               .arg(unequal)
               .arg(unknown) +
           (examples.isEmpty() ? QString() : QStringLiteral("\n  ") + examples.join(QStringLiteral("\n  ")));
}

} // namespace rowcast::test
