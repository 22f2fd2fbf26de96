#pragma once
/// A form as the simulator fills it in: questions, their titles for people, and how they are answered. Pure;
/// any thread. A wrong file is FixSettings with the place.

#include "core/base/result.h"
#include "core/model/question_map.h"

#include <QByteArray>

#include <string>
#include <vector>

namespace rowcast::intake {

enum class AnswerStyle {
    Choice,
    Checkboxes,
    Scale,
    YesNo,
    ShortText,
    LongText,
    Phone,
    Code,
    Number,
    Date,
    Time,
    Email,
    Link
};

struct FormQuestion {
    QuestionId id;
    QString title;
    AnswerStyle style = AnswerStyle::ShortText;
    std::vector<std::string> choices; ///< of Choice and Checkboxes
    double answered = 0.7;            ///< the share of people who answer it
};

struct Form {
    FormId id;
    QString title;
    std::vector<FormQuestion> questions;
};

[[nodiscard]] Result<Form> parseForm(const QByteArray& json);
/// The three that come with the program: customer-feedback, job-application, crop-survey.
[[nodiscard]] const std::vector<Form>& demoForms();
/// The demo form of this id, else one made up from it: the same id gives the same form.
[[nodiscard]] Form formNamed(const FormId& id);

/// What an admin would say of the form: titles and kinds, in its order.
[[nodiscard]] QuestionMap questionMapOf(const Form& form);
/// The kind of cell that suits a style.
[[nodiscard]] QuestionType typeOf(AnswerStyle style);

} // namespace rowcast::intake
