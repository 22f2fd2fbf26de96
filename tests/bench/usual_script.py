"""A script of the usual kind, to compare with: a Kafka client, and for each message what gspread's open, worksheet and append_row send.

For each response: find the file by name, read the spreadsheet's facts twice (open_by_key and worksheet), append.
A request without a reply is sent again.
"""

import json
import math
import subprocess
import time

from tests.bench.load import QUESTIONS
from tests.support.google import SPREADSHEET
from tests.support.verdict import RESPONSE_ID, SUBMITTED


def append_one(google, form, answers):
    """Answers in the order in which the payload has them: a question left out shifts the rest."""
    files = google.files(f"name='{form}' and trashed=false")
    google.call("GET", f"/v4/spreadsheets/{files[0]['id']}")
    google.call("GET", f"/v4/spreadsheets/{files[0]['id']}", includeGridData="false")
    google.call("POST", f"/v4/spreadsheets/{files[0]['id']}/values/Sheet1:append", {"values": [answers]},
                valueInputOption="RAW", insertDataOption="OVERWRITE")


def prepare(google, form):
    """What a person does once: a spreadsheet with the titles."""
    google.call("POST", "/drive/v3/files", {"name": form, "mimeType": SPREADSHEET}, supportsAllDrives="true")
    append_one(google, form, [SUBMITTED, RESPONSE_ID, *QUESTIONS])


def run(servers, google, form, seconds=math.inf):
    """Delivers what stands in the topic, at most for that long; returns how many."""
    consumer = subprocess.Popen(["kcat", "-C", "-b", servers, "-t", "forms", "-o", "beginning", "-e", "-q"], stdout=subprocess.PIPE)
    end = time.monotonic() + seconds
    delivered = 0
    try:
        for line in consumer.stdout:
            response = json.loads(line)
            if response["formId"] == form:
                values = [answer["textAnswers"]["answers"][0]["value"] for answer in response["answers"].values()]
                append_one(google, form, [response["lastSubmittedTime"], response["responseId"], *values])
                delivered += 1
            if time.monotonic() > end:
                break
    finally:
        consumer.kill()
        consumer.wait()
    return delivered
