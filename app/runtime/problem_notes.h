#pragma once
/// Writes down when a problem that needs a person came up and when it was over, for Activity. Delivery
/// thread.

#include "core/model/activity_note.h"
#include "core/model/status.h"

#include <QObject>

#include <map>

namespace rowcast::app {

class ProblemNotes : public QObject {
    Q_OBJECT
public:
    using QObject::QObject;

public slots:
    void look(const rowcast::Status& status);

signals:
    void noted(const rowcast::ActivityNote& note);

private:
    std::map<QString, Problem> open_; ///< by id
};

} // namespace rowcast::app
