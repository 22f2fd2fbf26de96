#include "ui/models/question_words.h"

#include <QCoreApplication>

namespace rowcast::ui {

namespace {
QString tr(const char* text) {
    return QCoreApplication::translate("questions", text);
}

/// Letters only, in lower case: "Yes / no" and "yes/no" are one.
QString bare(const QString& word) {
    QString out;
    for (const QChar c : word.toLower())
        if (c.isLetter() || c.isMark()) out += c;
    return out;
}
} // namespace

QString typeWord(QuestionType type) {
    switch (type) {
    case QuestionType::Text: return tr("Text");
    case QuestionType::Number: return tr("Number");
    case QuestionType::YesNo: return tr("Yes / no");
    case QuestionType::Date: return tr("Date");
    case QuestionType::DateTime: return tr("Date and time");
    case QuestionType::Time: return tr("Time");
    case QuestionType::Duration: return tr("Duration");
    case QuestionType::Choice: return tr("Choice");
    case QuestionType::Choices: return tr("Choice, several");
    case QuestionType::File: return tr("File");
    case QuestionType::Location: return tr("Location");
    case QuestionType::Link: return tr("Link");
    }
    return {};
}

const std::vector<QuestionType>& questionTypes() {
    static const std::vector<QuestionType> types{
        QuestionType::Text,     QuestionType::Number, QuestionType::YesNo,    QuestionType::Date,
        QuestionType::DateTime, QuestionType::Time,   QuestionType::Duration, QuestionType::Choice,
        QuestionType::Choices,  QuestionType::File,   QuestionType::Location, QuestionType::Link};
    return types;
}

std::optional<QuestionType> typeFrom(const QString& word) {
    const QString wanted = bare(word);
    for (const QuestionType type : questionTypes())
        if (wanted == bare(typeWord(type))) return type;
    // as our files spell them
    if (wanted == u"datetime") return QuestionType::DateTime;
    if (wanted == u"boolean") return QuestionType::YesNo;
    if (wanted == u"choices") return QuestionType::Choices;
    return {};
}

QString noTypeWord() {
    return tr("As answered");
}

std::optional<bool> shownFrom(const QString& word) {
    const QString wanted = bare(word);
    if (wanted == u"yes" || wanted == u"true" || wanted == bare(tr("yes")) || word == u"1") return true;
    if (wanted == u"no" || wanted == u"false" || wanted == bare(tr("no")) || word == u"0") return false;
    if (wanted == bare(tr("left out"))) return false;
    return {};
}

} // namespace rowcast::ui
