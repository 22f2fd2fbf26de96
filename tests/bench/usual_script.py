"""A script of the usual kind, to compare with: a Kafka client, and for each message what gspread's open, worksheet and append_row send.

Requests a response: find the file by name, read the spreadsheet's facts twice (open_by_key and worksheet), append.
"""

import json
import subprocess
import time


class Refused(Exception):
    pass


def append_one(google, form, answers):
    """Answers in the order in which the payload has them: a question left out shifts the rest."""
    files = google.files(f"name='{form}' and trashed=false")
    google.call("GET", f"/v4/spreadsheets/{files[0]['id']}")
    google.call("GET", f"/v4/spreadsheets/{files[0]['id']}", includeGridData="false")
    google.call("POST", f"/v4/spreadsheets/{files[0]['id']}/values/Sheet1:append", {"values": [answers]},
                valueInputOption="RAW", insertDataOption="OVERWRITE")
    return 4


def run(servers, google, form, seconds):
    """Delivers for that long; returns (responses, requests)."""
    google.call("POST", "/drive/v3/files", {"name": form, "mimeType": "application/vnd.google-apps.spreadsheet"}, supportsAllDrives="true")
    consumer = subprocess.Popen(["kcat", "-C", "-b", servers, "-t", "forms", "-o", "beginning", "-q"], stdout=subprocess.PIPE)
    end = time.monotonic() + seconds
    delivered = requests = 0
    try:
        for line in consumer.stdout:
            if time.monotonic() > end:
                break
            response = json.loads(line)
            if response["formId"] == form:
                values = [answer["textAnswers"]["answers"][0]["value"] for answer in response["answers"].values()]
                requests += append_one(google, form, [response["lastSubmittedTime"], response["responseId"], *values])
                delivered += 1
    finally:
        consumer.kill()
        consumer.wait()
    return delivered, requests
