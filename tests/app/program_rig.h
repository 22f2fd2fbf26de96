#pragma once
/// What the program's stories share: a Kafka and a Google in this process, a data folder, and the real
/// binary. Main thread.

#include "core/kafka/embedded_broker.h"
#include "core/sandbox/local_google.h"

#include <QJsonObject>
#include <QProcess>
#include <QStringList>
#include <QTemporaryDir>

#include <map>
#include <memory>

namespace rowcast::app {

struct Outcome {
    int code = -1;
    QString out;
    QString err;
};

class ProgramRig {
public:
    ProgramRig();

    /// `rowcast --data-dir DIR WORDS`, to its end; `input` comes by standard input.
    [[nodiscard]] Outcome run(const QStringList& words, const QByteArray& input = {});
    /// The same under way.
    [[nodiscard]] std::unique_ptr<QProcess> start(const QStringList& words);
    /// Settings for this Kafka and this Google.
    void configure();
    /// Another Kafka, empty, under the settings' name.
    void moveToAnotherCluster();
    /// `rowcast send`: `count` responses of these forms.
    [[nodiscard]] bool send(const QString& forms, int count, const QStringList& more = {});
    /// Of the running instance; empty if none answers.
    [[nodiscard]] QJsonObject status();

    /// Every spreadsheet but the index, read through the API as a stranger would: name → rows, the header
    /// first.
    [[nodiscard]] std::map<QString, std::vector<QStringList>> sheets();
    /// The Response IDs in all sheets.
    [[nodiscard]] QStringList responseIds();

    [[nodiscard]] QString path(const QString& name) const { return dir_.filePath(name); }
    /// The window is drawn nowhere, but it is there.
    void withDisplay() {
        environment_.insert(QStringLiteral("QT_QPA_PLATFORM"), QStringLiteral("offscreen"));
    }
    void withoutKeychain() {
        environment_.insert(QStringLiteral("DBUS_SESSION_BUS_ADDRESS"),
                            QStringLiteral("unix:path=/nonexistent"));
    }
    void withEnvironment(const QString& name, const QString& value) { environment_.insert(name, value); }
    void withoutCredential() { environment_.remove(QStringLiteral("GOOGLE_APPLICATION_CREDENTIALS")); }

private:
    [[nodiscard]] QJsonObject get(const QString& target);

    QTemporaryDir dir_;
    std::unique_ptr<kafka::EmbeddedBroker> broker_;
    std::unique_ptr<sandbox::LocalGoogle> google_;
    QProcessEnvironment environment_ = QProcessEnvironment::systemEnvironment();
    std::string token_;
};

} // namespace rowcast::app
