#pragma once
/// What must outlive the program: rejected records, forms and their sheets, question maps, which log a topic
/// is, the cluster last read. Delivery thread; a failing disk is said by failed() and tried again, nothing is
/// confirmed before it is on disk.

#include "core/model/activity_note.h"
#include "core/model/form_questions.h"
#include "core/model/record.h"
#include "core/model/row.h"
#include "core/store/database.h"

#include <QMap>
#include <QObject>
#include <QTimer>

#include <optional>

namespace rowcast::store {

class Store : public QObject {
    Q_OBJECT
public:
    explicit Store(QObject* parent = nullptr);

    [[nodiscard]] Result<> open(const QString& path);

    [[nodiscard]] Result<std::vector<FormSheet>> sheets() const;
    /// The newest map of each form.
    [[nodiscard]] Result<std::vector<QuestionMap>> maps() const;
    /// The form's maps as they were saved, newest first, at most 50.
    [[nodiscard]] Result<std::vector<MapVersion>> mapVersions(const FormId& form) const;
    /// Topic → log number; a topic that is not in it is its first log (0).
    [[nodiscard]] Result<QMap<QString, int>> logNumbers() const;
    [[nodiscard]] Result<std::optional<QString>> cluster() const;
    [[nodiscard]] Result<std::int64_t> rejectedCount() const;
    [[nodiscard]] Result<std::int64_t> rejectedSince(WallTime from) const;
    /// Rejected records, newest first.
    [[nodiscard]] Result<std::vector<RejectedRecord>> rejected(int most, int skip = 0) const;
    /// Those of the logs that the topics now are, oldest first.
    [[nodiscard]] Result<std::vector<RejectedRecord>> rejectedOfNow(int most) const;
    /// Newest first; with `text` only those that say it.
    [[nodiscard]] Result<std::vector<ActivityNote>> activity(int most, int skip = 0,
                                                             const QString& text = {}) const;
    /// As saveQuestions() and saveSpecimens() had them last.
    [[nodiscard]] Result<std::vector<FormQuestions>> questions() const;
    [[nodiscard]] Result<std::vector<KeptRecord>> specimens() const;

    /// A new version of the form's map, on disk when this returns without an error.
    [[nodiscard]] Result<> saveMap(const QuestionMap& map);
    /// What responses told of these forms, in place of what was told before.
    [[nodiscard]] Result<> saveQuestions(const std::vector<FormQuestions>& forms);
    /// In place of all that were kept.
    [[nodiscard]] Result<> saveSpecimens(const std::vector<KeptRecord>& records);
    [[nodiscard]] Result<> saveCluster(const QString& id);
    /// Another cluster is read from now on. `newLogs`: its topics are other logs than those known by their
    /// names.
    [[nodiscard]] Result<> moveToCluster(const QString& id, bool newLogs);
    /// For the topic's records from now on.
    [[nodiscard]] Result<> saveLogNumber(const QString& topic, int number);

public slots:
    /// rejectedSaved() says when they are on disk; until then they are kept and tried again.
    void save(const std::vector<rowcast::RejectedRecord>& records);
    /// They became rows, or no longer matter.
    void removeRejected(const std::vector<rowcast::Position>& positions);
    void saveSheet(const rowcast::FormSheet& sheet);
    /// A note that cannot be written is only logged: no delivery waits for it.
    void note(const rowcast::ActivityNote& note);

signals:
    void rejectedSaved(const std::vector<rowcast::Position>& positions);
    void rejectedCountChanged(qint64 now);
    void failed(const rowcast::Error& error);
    /// What failed before works again.
    void recovered();

private:
    void write();
    [[nodiscard]] Result<> insert(const std::vector<RejectedRecord>& records);
    [[nodiscard]] Result<> insert(const FormSheet& sheet) const;
    [[nodiscard]] Result<> insertContents(const FormSheet& sheet) const;
    [[nodiscard]] Result<> readContents(FormSheet& sheet) const;

    Database database_;
    std::vector<RejectedRecord> unsaved_;
    QMap<QString, FormSheet> unsavedSheets_; ///< by form: only the newest matters
    QMap<QString, int> logs_;
    QTimer again_;
    bool failing_ = false;
};

} // namespace rowcast::store
