#pragma once
/// Takes each owner's part of the state and says the whole, at most ten times a second and at least once.
/// Delivery thread.

#include "core/monitor/status_fold.h"

#include <QObject>
#include <QTimer>

namespace rowcast::monitor {

class StatusBoard : public QObject {
    Q_OBJECT
public:
    explicit StatusBoard(Identity identity, QObject* parent = nullptr);

    [[nodiscard]] Status now() const;

public slots:
    void setReport(const rowcast::PipelineReport& report);
    void setSheet(const rowcast::FormSheet& sheet);
    void setConnected(bool connected);
    void setProgress(const std::vector<rowcast::PartitionProgress>& partitions, bool caughtUp);
    void setGoogle(const rowcast::GoogleStatus& google);
    void setRejected(qint64 kept);
    /// A problem of an owner by its id ("kafka", "google", "file:store"); an empty `what`: it is over.
    void setProblem(const QString& id, const rowcast::Error& error);

signals:
    void changed(const rowcast::Status& status);

private:
    void touch();
    void say();

    StatusFold fold_;
    QTimer soon_;   ///< the tenth of a second in which changes gather
    QTimer second_; ///< history, and "2 s ago"
};

} // namespace rowcast::monitor
