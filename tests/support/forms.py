"""Forms and their responses as the Google Forms API tells them, made from a seed: what the tests produce and then expect to read."""

import dataclasses
import datetime
import json
import random

ANSWERS = ["yes", "no", "007", "+49 30 1234567", "=1+1", "-5", "'quoted", "1.50", "2026-02-30", "TRUE", " two  spaces ", "ünïcödé ✓ 漢字 🙂",
           "a,b;c", "\"inner\" quotes", "tab\\t and slash", "<b>&amp;</b>", "long " + "x" * 900]


@dataclasses.dataclass(frozen=True)
class Response:
    form: str
    id: str
    submitted: datetime.datetime
    answers: dict  # question id → list of chosen or written texts; unanswered ones are absent

    def record(self):
        """What a producer sends: the key, and the value as JSON."""
        time = self.submitted.strftime("%Y-%m-%dT%H:%M:%S.") + f"{self.submitted.microsecond // 1000:03d}Z"
        answers = {question: {"questionId": question, "textAnswers": {"answers": [{"value": value} for value in values]}}
                   for question, values in self.answers.items()}
        return self.form, json.dumps({"formId": self.form, "responseId": self.id, "createTime": time, "lastSubmittedTime": time,
                                      "answers": answers}, ensure_ascii=False)


@dataclasses.dataclass(frozen=True)
class Form:
    id: str
    questions: tuple  # question ids

    def responses(self, count, seed=0):
        """`count` responses; about a third of the answers is left out, as people do."""
        chance = random.Random(f"{self.id} {seed}")
        start = datetime.datetime(2026, 3, 1, tzinfo=datetime.timezone.utc)
        for number in range(count):
            answers = {question: chance.sample(ANSWERS, 2) if chance.random() < 0.1 else [chance.choice(ANSWERS)]
                       for question in self.questions if chance.random() < 0.66}
            yield Response(self.id, f"{self.id}-{seed}-{number:06d}",
                           start + datetime.timedelta(milliseconds=chance.randrange(10**9)), answers)


def edited(response, other, hours):
    """The same response with another's answers, submitted so much later."""
    return dataclasses.replace(response, submitted=response.submitted + datetime.timedelta(hours=hours), answers=other.answers)


def some(count, questions=8):
    """Forms of different widths, question ids as Google makes them."""
    chance = random.Random(count)
    return [Form(f"form{number:02d}" + f"{chance.randrange(16**8):08x}",
                 tuple(f"{chance.randrange(16**8):08x}" for _ in range(questions + number % 5))) for number in range(count)]


def shuffled(forms, count, seed=0):
    """`count` responses of each form, in the mixed order in which people answer (of one form: its own order)."""
    chance = random.Random(seed)
    streams = [form.responses(count, seed) for form in forms]
    while streams:
        stream = chance.choice(streams)
        response = next(stream, None)
        if response is None:
            streams.remove(stream)
        else:
            yield response
