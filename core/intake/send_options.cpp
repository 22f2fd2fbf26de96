#include "core/intake/send_options.h"

#include <QCoreApplication>

#include <functional>
#include <map>

namespace rowcast::intake {

namespace {

QString tr(const char* text) {
    return QCoreApplication::translate("rowcast::intake", text);
}

tl::unexpected<Error> wrongValue(const QString& word, const QString& value) {
    return fail(Remedy::FixSettings, tr("%1 cannot be “%2”; see rowcast send --help.").arg(word, value));
}

/// Sets an option from its value; false: the value is wrong.
using Setter = std::function<bool(const QString& value)>;

template <class Number>
Setter number(Number& target, double least, double most, double factor = 1) {
    return [&target, least, most, factor](const QString& value) {
        bool read = false;
        const double parsed = value.toDouble(&read);
        if (!read || parsed < least || parsed > most) return false;
        if (!std::is_same_v<Number, double> &&
            parsed != static_cast<double>(static_cast<std::int64_t>(parsed)))
            return false;
        target = static_cast<Number>(parsed * factor);
        return true;
    };
}

bool setShape(Shape& shape, const QString& value) {
    static const std::map<QString, Shape> kShapes{{QStringLiteral("google"), Shape::Google},
                                                  {QStringLiteral("flat"), Shape::Flat},
                                                  {QStringLiteral("nested"), Shape::Nested}};
    const auto found = kShapes.find(value);
    if (found == kShapes.end()) return false;
    shape = found->second;
    return true;
}

std::map<QString, Setter> setters(SendOptions& options, std::int64_t& count) {
    constexpr double large = 1e15;
    Plan& plan = options.plan;
    return {
        {QStringLiteral("--form"),
         [&plan](const QString& value) {
             plan.forms.push_back(formNamed(FormId(value.toStdString())));
             return !value.isEmpty();
         }},
        {QStringLiteral("--count"), number(count, 0, large)},
        {QStringLiteral("--rate"), number(options.rate, 0, 1e7)},
        {QStringLiteral("--profile"), [&plan](const QString& value) { return setShape(plan.shape, value); }},
        {QStringLiteral("--broken"), number(plan.broken, 0, 100, 0.01)},
        {QStringLiteral("--repeat"), number(plan.repeated, 0, 100, 0.01)},
        {QStringLiteral("--edit"), number(plan.edited, 0, 100, 0.01)},
        {QStringLiteral("--size"), number(plan.size, 0, 64e6)},
        {QStringLiteral("--new-questions-after"), number(plan.newQuestionsAfter, 0, large)},
        {QStringLiteral("--seed"), number(plan.seed, 0, large)},
        {QStringLiteral("--topic"),
         [&options](const QString& value) { return options.topic = value, !value.isEmpty(); }},
        {QStringLiteral("--file"),
         [&options](const QString& value) { return options.file = value, !value.isEmpty(); }}};
}

} // namespace

Result<SendOptions> parseSendOptions(const QStringList& words) {
    SendOptions options;
    std::int64_t count = -1;
    const auto known = setters(options, count);
    for (qsizetype i = 0; i < words.size(); ++i) {
        const QString word = words[i].section(QLatin1Char('='), 0, 0);
        const auto found = known.find(word);
        if (found == known.end())
            return fail(Remedy::FixSettings,
                        tr("rowcast send does not know “%1”; see rowcast send --help.").arg(word));
        const bool joined = words[i].contains(QLatin1Char('='));
        if (!joined && i + 1 == words.size())
            return fail(Remedy::FixSettings, tr("%1 needs a value.").arg(word));
        const QString value = joined ? words[i].section(QLatin1Char('='), 1) : words[++i];
        if (!found->second(value)) return wrongValue(word, value);
    }
    if (count >= 0) options.count = count;
    if (options.plan.forms.empty()) options.plan.forms = demoForms();
    return options;
}

} // namespace rowcast::intake
