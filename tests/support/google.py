"""The local Google as a process, and its spreadsheets as a stranger reads them: by plain HTTP, with a token of a service account."""

import base64
import dataclasses
import http.client
import json
import os
import re
import subprocess
import time
import urllib.error
import urllib.parse
import urllib.request

from tests.support.process import Process, free_ports, wait_for
from tests.support.program import ROWCAST

SPREADSHEET = "application/vnd.google-apps.spreadsheet"


@dataclasses.dataclass(frozen=True)
class Sheet:
    """One spreadsheet as anybody sees it: rows as column title → value."""
    form: str
    name: str
    id: str
    zone: str
    rows: list


def _base64url(data):
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


class Google:
    """`options` are those of `rowcast sandbox`: faults="all=20%,seed=7", latency="20ms", quota="reads=60,writes=60" (off unless given)."""

    def __init__(self, folder, **options):
        self.folder = folder
        self.port, = free_ports(1)
        self.endpoint = f"http://127.0.0.1:{self.port}"
        self.key = os.path.join(folder, "key.json")
        self.options = [word for name, value in {"quota": "off", **options}.items() for word in (f"--{name}", str(value))]
        self.process = None
        self._token = ("", 0.0)

    def start(self):
        self.process = Process([ROWCAST, "sandbox", "--port", str(self.port), "--key-file", self.key, *self.options],
                               os.path.join(self.folder, "google.log"))
        def answers():
            if not self.process.running:
                raise RuntimeError(f"The local Google ended at start:\n{self.process.tail()}")
            return os.path.exists(self.key) and self._listens()
        wait_for(answers, "the local Google answers", 15)
        return self

    def stop(self):
        if self.process:
            self.process.stop(5)

    def _listens(self):
        try:
            with urllib.request.urlopen(self.endpoint, timeout=5):
                return True
        except urllib.error.HTTPError:
            return True
        except OSError:
            return False

    def _signed_in(self):
        token, ends = self._token
        if time.monotonic() < ends:
            return token
        with open(self.key, encoding="utf-8") as text:
            key = json.load(text)
        now = int(time.time())
        claims = {"iss": key["client_email"], "scope": "https://www.googleapis.com/auth/drive", "aud": key["token_uri"],
                  "iat": now, "exp": now + 3600}
        unsigned = ".".join(_base64url(json.dumps(part).encode()) for part in ({"alg": "RS256", "typ": "JWT"}, claims))
        pem = os.path.join(self.folder, "key.pem")
        with open(pem, "w", encoding="ascii") as out:
            out.write(key["private_key"])
        signature = subprocess.run(["openssl", "dgst", "-sha256", "-sign", pem], input=unsigned.encode(), check=True,
                                   capture_output=True).stdout
        form = {"grant_type": "urn:ietf:params:oauth:grant-type:jwt-bearer", "assertion": f"{unsigned}.{_base64url(signature)}"}
        answer = self._send(urllib.request.Request(key["token_uri"], urllib.parse.urlencode(form).encode()))
        self._token = (answer["access_token"], time.monotonic() + answer["expires_in"] - 60)
        return answer["access_token"]

    def _send(self, request):
        """A stranger meets the same faults and quotas as everybody, and is patient."""
        def answer():
            try:
                with urllib.request.urlopen(request, timeout=30) as reply:
                    return json.load(reply)
            except urllib.error.HTTPError as error:
                told = error.read().decode()
                if error.code in (429, 500, 502, 503) or "RateLimitExceeded" in told:
                    return None
                raise RuntimeError(f"{request.full_url}: {error.code} {told}") from None
            except (OSError, http.client.HTTPException, ValueError):
                return None
        return wait_for(answer, request.full_url, 120)

    def call(self, method, path, body=None, **query):
        url = self.endpoint + path + ("?" + urllib.parse.urlencode(query, doseq=True) if query else "")
        request = urllib.request.Request(url, None if body is None else json.dumps(body).encode(), method=method, headers={
            "Authorization": f"Bearer {self._signed_in()}", "Content-Type": "application/json"})
        return self._send(request)

    def files(self, q):
        found, page = [], {}
        while True:
            answer = self.call("GET", "/drive/v3/files", q=q, fields="nextPageToken,files(id,name,mimeType)",
                               pageSize=100, includeItemsFromAllDrives="true", supportsAllDrives="true", **page)
            found += answer.get("files", [])
            if not answer.get("nextPageToken"):
                return found
            page = {"pageToken": answer["nextPageToken"]}

    def values(self, spreadsheet, a1):
        return self.call("GET", f"/v4/spreadsheets/{spreadsheet}/values/{urllib.parse.quote(a1, safe='')}",
                         valueRenderOption="UNFORMATTED_VALUE", dateTimeRenderOption="SERIAL_NUMBER").get("values", [])

    def sheets(self):
        """The spreadsheets of all forms; the index is for Rowcast and its admins."""
        found = []
        for file in self.files(f"mimeType='{SPREADSHEET}' and trashed=false"):
            if file["name"] == "Rowcast index":
                continue
            form = re.sub(r" \(\d+\)$", "", file["name"])  # "A form (2)" is its second part
            facts = self.call("GET", f"/v4/spreadsheets/{file['id']}", fields="properties.timeZone,sheets.properties(title,sheetId)")
            title = facts["sheets"][0]["properties"]["title"].replace("'", "''")
            header, *rows = self.values(file["id"], f"'{title}'") or [[]]
            found.append(Sheet(form, file["name"], file["id"], facts["properties"]["timeZone"],
                               [dict(zip(header, row + [""] * (len(header) - len(row)))) for row in rows]))
        return found

    def written(self):
        """How many rows stand in all sheets, told by their second column: cheap enough to be asked often."""
        return sum(max(len(self.values(file["id"], "B:B")) - 1, 0)
                   for file in self.files(f"mimeType='{SPREADSHEET}' and trashed=false") if file["name"] != "Rowcast index")

    def row_count(self):
        return sum(len(sheet.rows) for sheet in self.sheets())
