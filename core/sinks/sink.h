#pragma once
/// Where rows go: the one interface of the program, since there is more than one implementation. Delivery
/// thread.

#include "core/model/command.h"
#include "core/model/query.h"
#include "core/model/row.h"

#include <QObject>

namespace rowcast {

/// What the pipeline remembers of a partition whose reading began without a committed offset. A sink that
/// finds a watermark for such a partition must not use it: it fails the batch with the choices NewLog and
/// ResumeAtWatermark.
struct LogStart {
    TopicPartition partition;
    bool uncommitted = false; ///< the group had no committed offset when the partition was assigned
    std::int64_t high = 0;    ///< end offset then: a watermark above it is another log's
    int logNumber = 0;        ///< 0 for the first log of this topic, +1 for each that the admin declared new
    bool resumeAtWatermark = false; ///< the admin's answer: use the watermark all the same
};

/// A sink takes one batch a form at a time and answers each with exactly one of written or failed. Whatever
/// it does in between (time-outs, refusals, repeats) is its own affair; a batch is confirmed only when its
/// rows are seen to stand.
class Sink : public QObject {
    Q_OBJECT
public:
    using QObject::QObject;

public slots:
    /// Writes the batch. Precondition: ready() was emitted and no batch of this form is in hand.
    virtual void write(const rowcast::Batch& batch) = 0;
    /// Said for a partition on assign and after the admin's word, before any batch with rows of it.
    virtual void startLog(const rowcast::LogStart& start) = 0;
    /// The admin's way to mend a blocked form. Answered by mended().
    virtual void mend(quint64 command, const rowcast::Mend& mend) = 0;
    /// Forget what is known of the form's sheet in memory and take no batch of it further; a batch in hand is
    /// answered when its request in flight is.
    virtual void release(const rowcast::FormId& form) = 0;
    virtual void query(const rowcast::Query& query) = 0;

signals:
    /// A token and a connection are free: the pipeline picks whose turn it is. Emitted again after every
    /// write() while more are free, and whenever one becomes free.
    void ready();
    void written(const rowcast::BatchWritten& report);
    void failed(const rowcast::BatchFailed& failure);
    /// What is known of a form's sheet changed (found, new part, version, rows).
    void sheetChanged(const rowcast::FormSheet& sheet);
    void mended(const rowcast::CommandResult& result);
    void answered(const rowcast::QueryPage& page);
};

} // namespace rowcast
