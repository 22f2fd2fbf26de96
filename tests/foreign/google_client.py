"""A broad session of Google's own Python client, unchanged, against the sandbox."""
import google.oauth2.credentials
import google.oauth2.service_account
from googleapiclient import discovery
from googleapiclient.errors import HttpError

from sandbox import equal, key, sandbox, token


def refused(call, status, words):
    try:
        call.execute()
    except HttpError as error:
        equal(error.resp.status, status)
        if words not in str(error):
            raise SystemExit(f"{words!r} is not in {error}")
        return
    raise SystemExit(f"was not refused: {words}")


def session(root, credentials):
    options = {"client_options": {"api_endpoint": root}, "static_discovery": True, "cache_discovery": False}
    drive = discovery.build("drive", "v3", credentials=credentials,
                            **{**options, "client_options": {"api_endpoint": root + "/drive/v3/"}})
    sheets = discovery.build("sheets", "v4", credentials=credentials, **options)
    return drive.files(), drive, sheets.spreadsheets()


def people(root):
    person = google.oauth2.credentials.Credentials(token(root, "ada@example.org", "drive spreadsheets"))
    files, drive, sheets = session(root, person)
    folder = files.create(body={"name": "Atlan", "mimeType": "application/vnd.google-apps.folder"}).execute()["id"]
    made = files.create(body={"name": "Form one", "mimeType": "application/vnd.google-apps.spreadsheet",
                              "parents": [folder], "properties": {"rowcastForm": "f1"}},
                        supportsAllDrives=True).execute()
    equal(sorted(made), ["id", "kind", "mimeType", "name"])
    book = made["id"]
    found = files.list(q=f"'{folder}' in parents and properties has {{ key='rowcastForm' and value='f1' }} and trashed=false",
                       fields="files(id,name)", supportsAllDrives=True, includeItemsFromAllDrives=True).execute()
    equal(found, {"files": [{"id": book, "name": "Form one"}]})
    equal(sheets.get(spreadsheetId=book, fields="sheets.properties(title,gridProperties)").execute(),
          {"sheets": [{"properties": {"title": "Sheet1", "gridProperties": {"rowCount": 1000, "columnCount": 26}}}]})
    values = sheets.values()
    equal(values.append(spreadsheetId=book, range="Sheet1!A1", valueInputOption="USER_ENTERED",
                        body={"values": [["Name", "Age"], ["Ada", "36"], ["=1+1", "5%"]]}).execute(),
          {"spreadsheetId": book, "updates": {"spreadsheetId": book, "updatedRange": "Sheet1!A1:B3", "updatedRows": 3,
                                              "updatedColumns": 2, "updatedCells": 6}})
    equal(values.get(spreadsheetId=book, range="Sheet1!A2:B3", valueRenderOption="UNFORMATTED_VALUE").execute()["values"][0],
          ["Ada", 36])
    equal(values.batchGet(spreadsheetId=book, ranges=["A1", "Sheet1!B:B"]).execute()["valueRanges"][1],
          {"range": "Sheet1!B1:B1000", "majorDimension": "ROWS", "values": [["Age"], ["36"], ["5%"]]})
    reply = sheets.batchUpdate(spreadsheetId=book, body={"requests": [
        {"addSheet": {"properties": {"title": "It's", "sheetId": 77}}},
        {"updateSheetProperties": {"properties": {"sheetId": 0, "gridProperties": {"frozenRowCount": 1}},
                                   "fields": "gridProperties.frozenRowCount"}},
        {"repeatCell": {"range": {"sheetId": 0, "endRowIndex": 1},
                        "cell": {"userEnteredFormat": {"textFormat": {"bold": True}}},
                        "fields": "userEnteredFormat.textFormat.bold"}},
        {"findReplace": {"find": "Ada", "replacement": "Ada L.", "allSheets": True}}]}).execute()
    equal(reply["replies"][0]["addSheet"]["properties"]["index"], 1)
    equal(reply["replies"][3], {"findReplace": {"valuesChanged": 1, "rowsChanged": 1, "sheetsChanged": 1,
                                                "occurrencesChanged": 1}})
    equal(values.update(spreadsheetId=book, range="'It''s'!B2", valueInputOption="RAW",
                        body={"values": [["007"]]}).execute()["updatedRange"], "'It''s'!B2")
    refused(values.get(spreadsheetId=book, range="Nowhere!A1"), 400, "Unable to parse range: Nowhere!A1")
    refused(sheets.get(spreadsheetId="nothing"), 404, "Requested entity was not found.")
    refused(sheets.batchUpdate(spreadsheetId=book, body={"requests": [{"updateCells": {"nonsense": 1}}]}), 400,
            'Unknown name "nonsense" at \'requests[0].update_cells\': Cannot find field.')
    refused(files.get(fileId="nothing"), 404, "File not found: nothing.")
    equal(files.export(fileId=book, mimeType="text/csv").execute(), b"Name,Age\r\nAda L.,36\r\n=1+1,5%")
    equal(files.update(fileId=book, body={"trashed": True}, fields="trashed").execute(), {"trashed": True})
    files.update(fileId=book, body={"trashed": False, "name": "Form 1"}).execute()
    equal(sheets.get(spreadsheetId=book, fields="properties.title").execute(), {"properties": {"title": "Form 1"}})
    equal(drive.about().get(fields="user(emailAddress)").execute(), {"user": {"emailAddress": "ada@example.org"}})
    return folder, book, files, drive


def service_account(root, folder, book, drive):
    info = key(root)
    credentials = google.oauth2.service_account.Credentials.from_service_account_info(
        info, scopes=["https://www.googleapis.com/auth/drive"])
    files, _, sheets = session(root, credentials)
    refused(sheets.get(spreadsheetId=book), 403, "The caller does not have permission")
    drive.permissions().create(fileId=folder, body={"type": "user", "role": "writer", "emailAddress": info["client_email"]},
                               sendNotificationEmail=False).execute()
    equal(sheets.get(spreadsheetId=book, fields="spreadsheetId").execute(), {"spreadsheetId": book})
    refused(files.create(body={"name": "x", "mimeType": "application/vnd.google-apps.spreadsheet", "parents": [folder]}),
            403, "Service Accounts do not have storage quota.")
    refused(sheets.create(body={}), 403, "The caller does not have permission")


with sandbox() as root:
    folder, book, files, drive = people(root)
    service_account(root, folder, book, drive)
print("Google's Python client: ok")
