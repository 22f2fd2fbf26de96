"""The verdict finds each way in which a delivery can go wrong."""

import dataclasses
import unittest

from tests.support import forms
from tests.support.google import Sheet
from tests.support.verdict import RESPONSE_ID, SUBMITTED, judge, _serial

import zoneinfo

FORM = forms.some(1)[0]
SENT = list(FORM.responses(50))


def delivered(responses):
    zone = zoneinfo.ZoneInfo("Europe/Berlin")
    rows = [{SUBMITTED: _serial(one.submitted, zone), RESPONSE_ID: one.id,
             **{question: ", ".join(one.answers.get(question, [])) for question in FORM.questions}} for one in responses]
    return Sheet(FORM.id, "A form", "id", "Europe/Berlin", rows)


class VerdictSupport(unittest.TestCase):
    def found(self, sheet):
        told = judge(SENT, [sheet])
        return {name for name in ("lost", "duplicated", "misplaced", "unequal", "unknown") if getattr(told, name)}

    def test_is_content_with_a_right_sheet_in_any_order(self):
        self.assertEqual(self.found(delivered(reversed(SENT))), set())

    def test_finds_a_lost_and_a_repeated_response(self):
        self.assertEqual(self.found(delivered(SENT[1:])), {"lost"})
        self.assertEqual(self.found(delivered(SENT + SENT[:1])), {"duplicated"})

    def test_finds_rows_that_nobody_sent(self):
        self.assertEqual(self.found(delivered(SENT + list(FORM.responses(1, seed=9)))), {"unknown"})
        self.assertIn("unknown", self.found(dataclasses.replace(delivered(SENT), form="another")))

    def test_finds_an_answer_under_another_question(self):
        sheet = delivered(SENT)
        row = next(row for row in sheet.rows if row[FORM.questions[0]] and not row[FORM.questions[1]])
        row[FORM.questions[1]], row[FORM.questions[0]] = row[FORM.questions[0]], ""
        self.assertIn("misplaced", self.found(sheet))

    def test_finds_a_changed_cell_a_missing_column_and_a_wrong_time(self):
        for change in ({FORM.questions[0]: "something else"}, {SUBMITTED: 46000.0}, {SUBMITTED: "2026-03-01"}):
            sheet = delivered(SENT)
            sheet.rows[3].update(change)
            self.assertEqual(self.found(sheet), {"unequal"})
        sheet = delivered(SENT)
        for row in sheet.rows:
            del row[FORM.questions[2]]
        self.assertEqual(self.found(sheet), {"unequal"})


if __name__ == "__main__":
    unittest.main()
