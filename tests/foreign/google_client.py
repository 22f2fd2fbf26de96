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
    tags(sheets, book)
    library(drive, files, book, folder)
    return folder, book, files, drive


def tags(sheets, book):
    """Developer metadata: made, found, written through, moved along, changed, deleted."""
    def change(*requests, **more):
        return sheets.batchUpdate(spreadsheetId=book, body={"requests": list(requests), **more}).execute()

    def column(index):
        return {"dimensionRange": {"sheetId": 0, "dimension": "COLUMNS", "startIndex": index, "endIndex": index + 1}}

    made = change({"createDeveloperMetadata": {"developerMetadata": {
        "metadataId": 11, "metadataKey": "q", "metadataValue": "age", "visibility": "DOCUMENT", "location": column(1)}}})
    tag = {"metadataId": 11, "metadataKey": "q", "metadataValue": "age", "visibility": "DOCUMENT",
           "location": {"locationType": "COLUMN", **column(1)}}
    tag["location"]["dimensionRange"] = {k: v for k, v in tag["location"]["dimensionRange"].items() if k != "sheetId"}
    equal(made["replies"], [{"createDeveloperMetadata": {"developerMetadata": tag}}])
    refused(sheets.batchUpdate(spreadsheetId=book, body={"requests": [{"createDeveloperMetadata": {"developerMetadata": {
        "metadataId": 11, "metadataKey": "q", "visibility": "DOCUMENT", "location": {"spreadsheet": True}}}}]}), 400,
        "Cannot add developer metadata with ID [11] because developer metadata with that ID already exists.")
    lookup = {"developerMetadataLookup": {"metadataKey": "q"}}
    equal(sheets.developerMetadata().search(spreadsheetId=book, body={"dataFilters": [lookup]}).execute(),
          {"matchedDeveloperMetadata": [{"developerMetadata": tag, "dataFilters": [lookup]}]})
    shown = change({"moveDimension": {"source": column(1)["dimensionRange"], "destinationIndex": 0}},
                   includeSpreadsheetInResponse=True, responseRanges=["A1:A1"], responseIncludeGridData=True)
    equal(shown["updatedSpreadsheet"]["sheets"][0]["data"][0]["columnMetadata"][0]["developerMetadata"][0]["metadataId"], 11)
    equal(sheets.values().batchUpdateByDataFilter(spreadsheetId=book, body={"valueInputOption": "RAW", "data": [
        {"dataFilter": lookup, "majorDimension": "COLUMNS", "values": [["Years"]]}]}).execute()["responses"][0]["updatedRange"],
        "Sheet1!A1")
    equal(sheets.getByDataFilter(spreadsheetId=book, body={"dataFilters": [lookup], "includeGridData": True}).execute()
          ["sheets"][0]["data"][0]["rowData"][0]["values"][0]["formattedValue"], "Years")
    change({"updateDeveloperMetadata": {"dataFilters": [lookup], "developerMetadata": {"metadataValue": "years"},
                                        "fields": "metadataValue"}},
           {"moveDimension": {"source": column(0)["dimensionRange"], "destinationIndex": 2}})
    equal(sheets.developerMetadata().get(spreadsheetId=book, metadataId=11).execute()["metadataValue"], "years")
    gone = change({"deleteDeveloperMetadata": {"dataFilter": lookup}})
    equal(len(gone["replies"][0]["deleteDeveloperMetadata"]["deletedDeveloperMetadata"]), 1)
    refused(sheets.developerMetadata().get(spreadsheetId=book, metadataId=11), 404, "No developer metadata with ID 11.")


def library(drive, files, book, folder):
    """Paging, copies, moving, permissions, shared drives."""
    twin = files.copy(fileId=book, body={"name": "Twin"}, fields="id,parents").execute()
    equal(twin["parents"], [folder])
    first = files.list(pageSize=1, orderBy="name", q=f"'{folder}' in parents", fields="nextPageToken,files(name)").execute()
    rest = files.list(pageSize=1, orderBy="name", q=f"'{folder}' in parents", fields="nextPageToken,files(name)",
                      pageToken=first["nextPageToken"]).execute()
    equal([first["files"], rest["files"], "nextPageToken" in rest], [[{"name": "Form 1"}], [{"name": "Twin"}], False])
    files.update(fileId=twin["id"], addParents="root", removeParents=folder).execute()
    equal(len(files.list(q=f"'{folder}' in parents").execute()["files"]), 1)
    equal(len(files.generateIds(count=3).execute()["ids"]), 3)
    permissions = drive.permissions()
    reader = permissions.create(fileId=twin["id"], body={"type": "user", "role": "reader", "emailAddress": "g@example.org"},
                                sendNotificationEmail=False).execute()
    equal(permissions.update(fileId=twin["id"], permissionId=reader["id"], body={"role": "writer"}).execute()["role"], "writer")
    equal(permissions.get(fileId=twin["id"], permissionId=reader["id"], fields="emailAddress").execute(),
          {"emailAddress": "g@example.org"})
    permissions.delete(fileId=twin["id"], permissionId=reader["id"]).execute()
    equal(len(permissions.list(fileId=twin["id"]).execute()["permissions"]), 1)
    refused(permissions.get(fileId=twin["id"], permissionId=reader["id"]), 404, f"Permission not found: {reader['id']}.")
    refused(files.get_media(fileId=twin["id"]), 403, "Only files with binary content can be downloaded.")
    team = drive.drives().create(requestId="1", body={"name": "Team"}).execute()
    equal(drive.drives().list(fields="drives(name)").execute(), {"drives": [{"name": "Team"}]})
    sheet = {"name": "Shared", "mimeType": "application/vnd.google-apps.spreadsheet", "parents": [team["id"]]}
    refused(files.create(body=sheet), 404, f"File not found: {team['id']}.")
    shared = files.create(body=sheet, supportsAllDrives=True, fields="id,driveId").execute()
    equal(shared["driveId"], team["id"])
    equal(files.list(driveId=team["id"], corpora="drive", includeItemsFromAllDrives=True, supportsAllDrives=True,
                     fields="files(name)").execute(), {"files": [{"name": "Shared"}]})
    files.delete(fileId=twin["id"]).execute()
    refused(files.get(fileId=twin["id"]), 404, f"File not found: {twin['id']}.")


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
