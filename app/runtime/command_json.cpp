// command = { "name": "pause" | "resume" | "quit" }
//         | { "name": "save-map", "form", "map": as core/store keeps it, as text }
//         | { "name": "mend", "form", "choice", "argument" }
//         | { "name": "set", "key", "value" }
// The window's other commands and queries stay in the process: some carry secrets.
// query   = { "name": "sheet-rows", "form", "newest" }
#include "app/runtime/command_json.h"

#include "core/store/map_json.h"

namespace rowcast::app {

namespace {

struct CommandWriter {
    QJsonObject operator()(const Pause&) const { return named("pause"); }
    QJsonObject operator()(const Resume&) const { return named("resume"); }
    QJsonObject operator()(const Quit&) const { return named("quit"); }
    QJsonObject operator()(const SaveMap& save) const {
        QJsonObject object = named("save-map");
        object.insert(QStringLiteral("form"), save.map.form.text());
        object.insert(QStringLiteral("map"), QString::fromUtf8(store::toJson(save.map)));
        return object;
    }
    QJsonObject operator()(const Mend& mend) const {
        QJsonObject object = named("mend");
        object.insert(QStringLiteral("form"), mend.form.text());
        object.insert(QStringLiteral("choice"), toString(mend.choice));
        object.insert(QStringLiteral("argument"), mend.argument);
        return object;
    }
    QJsonObject operator()(const SetSetting& set) const {
        QJsonObject object = named("set");
        object.insert(QStringLiteral("key"), set.key);
        object.insert(QStringLiteral("value"), set.value);
        return object;
    }

    template <class OfTheWindow>
    QJsonObject operator()(const OfTheWindow&) const {
        Q_UNREACHABLE();
    }

private:
    static QJsonObject named(const char* name) { return {{QStringLiteral("name"), QLatin1String(name)}}; }
};

tl::unexpected<Error> unknown(const QString& what) {
    return fail(
        Remedy::FixSettings,
        QStringLiteral("The running Rowcast does not know “%1”: it may be of another version.").arg(what));
}

} // namespace

QJsonObject toJson(const CommandKind& command) {
    return std::visit(CommandWriter{}, command);
}

Result<CommandKind> commandFrom(const QJsonObject& object) {
    const auto text = [&object](const char* key) { return object.value(QLatin1String(key)).toString(); };
    const QString name = text("name");
    const FormId form(text("form").toStdString());
    if (name == u"pause") return Pause{};
    if (name == u"resume") return Resume{};
    if (name == u"quit") return Quit{};
    if (name == u"set") return SetSetting{text("key"), text("value")};
    if (name == u"save-map") {
        auto map = store::mapFromJson(form, text("map").toUtf8());
        if (!map || form.empty()) return unknown(name);
        return SaveMap{std::move(*map)};
    }
    if (name == u"mend") {
        const auto choice = choiceFrom(text("choice"));
        if (!choice) return unknown(text("choice"));
        return Mend{form, *choice, text("argument")};
    }
    return unknown(name);
}

QJsonObject toJson(const QueryKind& query) {
    const auto& rows = std::get<SheetRows>(query);
    return {{QStringLiteral("name"), QStringLiteral("sheet-rows")},
            {QStringLiteral("form"), rows.form.text()},
            {QStringLiteral("newest"), rows.newest}};
}

Result<QueryKind> queryFrom(const QJsonObject& object) {
    const QString name = object.value(QLatin1String("name")).toString();
    if (name != u"sheet-rows") return unknown(name);
    return SheetRows{FormId(object.value(QLatin1String("form")).toString().toStdString()),
                     std::clamp(object.value(QLatin1String("newest")).toInt(20), 1, 500)};
}

} // namespace rowcast::app
