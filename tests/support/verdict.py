"""The verdict over a delivery: every response exactly once, every answer in its question's column, every cell equal.

It knows the responses that were produced and the sheets as anybody reads them, and nothing of the program that was between.
"""

import collections
import dataclasses
import datetime
import zoneinfo

SUBMITTED, RESPONSE_ID = "Submitted at", "Response ID"
JOINED = ", "  # several answers to one question share a cell
EPOCH = datetime.datetime(1899, 12, 30)  # day 0 of a spreadsheet's dates


@dataclasses.dataclass
class Verdict:
    rows: int = 0
    lost: list = dataclasses.field(default_factory=list)
    duplicated: list = dataclasses.field(default_factory=list)
    misplaced: list = dataclasses.field(default_factory=list)  # an answer under another question
    unequal: list = dataclasses.field(default_factory=list)
    unknown: list = dataclasses.field(default_factory=list)  # rows that nobody sent, sheets of no form

    @property
    def clean(self):
        return not (self.lost or self.duplicated or self.misplaced or self.unequal or self.unknown)

    def __str__(self):
        told = f"{self.rows} rows: {len(self.lost)} lost, {len(self.duplicated)} duplicated, {len(self.misplaced)} misplaced, " \
               f"{len(self.unequal)} unequal, {len(self.unknown)} unknown"
        for name in ("lost", "duplicated", "misplaced", "unequal", "unknown"):
            for case in getattr(self, name)[:3]:
                told += f"\n  {name}: {case}"
        return told


def _serial(moment, zone):
    return (moment.astimezone(zone).replace(tzinfo=None) - EPOCH) / datetime.timedelta(days=1)


def _judge_row(verdict, response, row, zone, titles):
    expected = {titles.get(question, question): JOINED.join(values) for question, values in response.answers.items()}
    for column, value in row.items():
        if column in (SUBMITTED, RESPONSE_ID) or value == expected.get(column, ""):
            continue
        if value in expected.values():
            verdict.misplaced.append(f"{response.id}: {value!r} under {column!r}")
        else:
            verdict.unequal.append(f"{response.id}: {column!r} is {value!r}, not {expected.get(column, '')!r}")
    for column in expected.keys() - row.keys():
        verdict.unequal.append(f"{response.id}: no column {column!r}")
    submitted = row.get(SUBMITTED)
    if not isinstance(submitted, (int, float)) or abs(submitted - _serial(response.submitted, zone)) > 0.6 / 86400:
        verdict.unequal.append(f"{response.id}: {SUBMITTED} is {submitted!r}, not {_serial(response.submitted, zone)!r}")


def judge(responses, sheets, titles=None):
    """`responses`: all that were produced. `sheets`: google.Sheet values. `titles`: question id → column title where it has one."""
    verdict = Verdict()
    expected = {(response.form, response.id): response for response in responses}
    seen = collections.Counter()
    for sheet in sheets:
        zone = zoneinfo.ZoneInfo(sheet.zone)
        for row in sheet.rows:
            verdict.rows += 1
            key = (sheet.form, row.get(RESPONSE_ID))
            seen[key] += 1
            if key not in expected:
                verdict.unknown.append(f"{key} in {sheet.name!r}: {str(row)[:200]}")
            else:
                _judge_row(verdict, expected[key], row, zone, titles or {})
    verdict.lost = [key for key in expected if not seen[key]]
    verdict.duplicated = [key for key, times in seen.items() if times > 1]
    return verdict
