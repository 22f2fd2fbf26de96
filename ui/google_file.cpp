#include "ui/google_file.h"

#include <QJsonDocument>
#include <QJsonObject>

namespace rowcast::ui {

GoogleFile readGoogleFile(const Secret& text) {
    const QJsonObject all = QJsonDocument::fromJson(text.reveal()).object();
    const auto word = [](const QJsonObject& object, const char* key) {
        return object.value(QLatin1String(key)).toString();
    };
    if (word(all, "type") == u"service_account")
        return {GoogleFile::Kind::ServiceAccount, word(all, "client_email"), word(all, "project_id")};
    for (const char* kind : {"installed", "web"})
        if (const QJsonObject client = all.value(QLatin1String(kind)).toObject(); !client.isEmpty())
            return {GoogleFile::Kind::Client, {}, word(client, "project_id")};
    return {};
}

} // namespace rowcast::ui
