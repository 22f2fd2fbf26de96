"""A broad session of gspread against the sandbox; only the host is rewritten."""
import google.oauth2.credentials
import gspread
from gspread.exceptions import APIError, SpreadsheetNotFound, WorksheetNotFound
from gspread.http_client import HTTPClient

from sandbox import equal, sandbox, token


def rewriting(root):
    class Rewriting(HTTPClient):
        def request(self, method, endpoint, **options):
            for host in ("https://sheets.googleapis.com", "https://www.googleapis.com"):
                endpoint = endpoint.replace(host, root)
            return super().request(method, endpoint, **options)
    return Rewriting


def refused(call, status, words):
    try:
        call()
    except APIError as error:
        equal(error.response.status_code, status)
        if words not in str(error):
            raise SystemExit(f"{words!r} is not in {error}")
        return
    raise SystemExit(f"was not refused: {words}")


def values(sheet):
    sheet.update([["Name", "Score"], ["Ada", 1.5], ["", ""], ["Grace", "2"]], "A1")
    equal(sheet.get_all_values(), [["Name", "Score"], ["Ada", "1.5"], ["", ""], ["Grace", "2"]])
    equal(sheet.get_all_records()[0], {"Name": "Ada", "Score": 1.5})
    equal(sheet.acell("B2").value, "1.5")
    equal(sheet.find("Grace").address, "A4")
    equal(sheet.row_values(2), ["Ada", "1.5"])
    equal(sheet.col_values(1), ["Name", "Ada", "", "Grace"])
    equal(sheet.append_row(["Linus", "=1+1"], value_input_option="USER_ENTERED")["tableRange"], "Sheet1!A4:B4")
    equal(sheet.append_rows([["a"], ["b"]], table_range="A1")["tableRange"], "Sheet1!A1:B2")
    equal(sheet.batch_get(["A1:B1", "A9:B9"]), [[["Name", "Score"]], []])
    sheet.batch_update([{"range": "D1", "values": [["x"]]}, {"range": "D2:D3", "values": [["y"], [True]]}])
    equal(sheet.get("D1:D3", value_render_option="UNFORMATTED_VALUE"), [["x"], ["y"], [True]])
    sheet.batch_clear(["D1:D3"])
    equal(sheet.get("D1:D3"), [[]])
    sheet.update_acell("A2", "Ada L.")
    sheet.update_cells([gspread.Cell(2, 2, 7)])
    equal(sheet.get("A2:B2"), [["Ada L.", "7"]])
    refused(lambda: sheet.update([["x", "y", "z"]], "A1:B1"), 400,
            "Requested writing within range ['Sheet1'!A1:B1], but tried writing to column [C]".replace("'", ""))
    refused(lambda: sheet.get("ZZ1"), 400, "exceeds grid limits. Max rows: 1000, max columns: 26")


def shape(book, sheet):
    sheet.insert_row(["first"], 1)
    sheet.insert_cols([["c1", "c2"]], 1)
    sheet.delete_rows(1)
    sheet.delete_columns(1)
    sheet.resize(rows=50, cols=10)
    equal((sheet.row_count, sheet.col_count), (50, 10))
    sheet.sort((1, "des"), range="A2:B9")
    sheet.freeze(rows=1)
    sheet.merge_cells("E1:F2")
    sheet.unmerge_cells("E1:F2")
    sheet.format("A1:B1", {"textFormat": {"bold": True}, "backgroundColor": {"red": 1}})
    sheet.set_basic_filter("A1:B9")
    sheet.clear_basic_filter()
    sheet.add_dimension_group_rows(2, 4)
    sheet.hide_columns(1, 2)
    sheet.update_title("Renamed")
    sheet.update_tab_color("#ff0000")
    equal(sheet.get_tab_color(), "#FF0000")
    sheet.define_named_range("A1:B2", "here")
    equal(book.list_named_ranges()[0]["name"], "here")
    sheet.add_protected_range("A1:A2", "ada@example.org")
    equal(len(book.list_protected_ranges(sheet.id)), 1)
    sheet.insert_note("A1", "note")
    equal(sheet.get_note("A1"), "note")
    twin = sheet.duplicate(new_sheet_name="Twin")
    equal([w.title for w in book.worksheets()], ["Twin", "Renamed"])
    book.reorder_worksheets([sheet, twin])
    equal([w.title for w in book.worksheets()], ["Renamed", "Twin"])
    book.del_worksheet(twin)
    refused(lambda: book.add_worksheet("Renamed", 1, 1), 400,
            'A sheet with the name "Renamed" already exists. Please enter another name.')
    refused(sheet.hide, 400, "You can't hide all the sheets in a document.")
    sheet.clear()
    equal(sheet.get_all_values(), [[]])


def looks(book, sheet):
    """Formats, notes, groups, merges, pastes: what the spreadsheet shows of them."""
    sheet.batch_format([{"range": "A1:A2", "format": {"horizontalAlignment": "CENTER", "backgroundColor": {"red": 0.0, "green": 1}}}])
    shown = book.fetch_sheet_metadata({"ranges": "A1:A2", "fields": "sheets.data.rowData.values.userEnteredFormat"})
    equal(shown["sheets"][0]["data"][0]["rowData"][1]["values"][0]["userEnteredFormat"],
          {"horizontalAlignment": "CENTER", "backgroundColor": {"green": 1}, "backgroundColorStyle": {"rgbColor": {"green": 1}}})
    sheet.update_notes({"H20": "one", "I21": "two"})
    equal(sheet.get_notes(grid_range="H20:I21"), [["one"], ["", "two"]])
    sheet.clear_notes(["H20", "I21"])
    equal(sheet.get_note("H20"), "")
    sheet.update([["a", "b"], ["c", "d"]], "A1")
    sheet.merge_cells("A1:A2")
    equal(sheet.get("A1:B2", combine_merged_cells=True), [["a", "b"], ["a", "d"]])
    refused(lambda: sheet.merge_cells("A2:B3"), 400, "You must select all cells in a merged range to merge or unmerge them.")
    refused(lambda: sheet.sort((1, "asc"), range="A1:B2"), 400, "There is a vertical merge at A1:A2")
    sheet.copy_range("A1:B2", "D1:E2")
    equal(len(book.fetch_sheet_metadata()["sheets"][0]["merges"]), 2)
    sheet.unmerge_cells("A1:E2")
    sheet.cut_range("D1:E2", "F4:G5")
    equal(sheet.get("F4:G5"), [["a", "b"], ["", "d"]])
    sheet.delete_dimension_group_rows(2, 4)  # of before
    for first, end in ((2, 4), (3, 5)):
        sheet.add_dimension_group_rows(first, end)
    equal([(g["range"]["startIndex"], g["range"]["endIndex"], g["depth"]) for g in sheet.list_dimension_group_rows()],
          [(2, 5, 1), (3, 4, 2)])
    sheet.delete_dimension_group_rows(2, 5)
    sheet.delete_dimension_group_rows(3, 4)
    equal(sheet.list_dimension_group_rows(), [])
    sheet.hide_rows(0, 1)
    sheet.hide_gridlines()
    sheet.add_validation("A1", gspread.utils.ValidationConditionType.one_of_list, ["Yes", "No"], showCustomUi=True)
    sheet.columns_auto_resize(0, 2)
    refused(lambda: sheet.freeze(rows=sheet.row_count), 400, "You can't freeze all visible rows on the sheet.")
    sheet.freeze(rows=1)
    refused(lambda: sheet.resize(rows=1), 400, "Sorry, it is not possible to delete all non-frozen rows.")
    refused(lambda: sheet.delete_columns(1, sheet.col_count), 400, "You can't delete all the columns on the sheet.")
    refused(lambda: sheet.define_named_range("A1", "here"), 400, "a named range with that name already exists.")
    book.update_locale("fr_FR")
    book.update_timezone("Europe/Paris")
    equal((book.locale, book.timezone), ("fr_FR", "Europe/Paris"))


def drive(client, book, root):
    """Folders, copies with what hangs on them, sharing, the export, another person's hand."""
    folder = client.http_client.request("post", "https://www.googleapis.com/drive/v3/files", json={
        "name": "Folder", "mimeType": "application/vnd.google-apps.folder"}).json()["id"]
    inside = client.create("Inside", folder_id=folder)
    equal([f["name"] for f in client.list_spreadsheet_files(folder_id=folder)], ["Inside"])
    equal([s.title for s in client.openall("Inside")], ["Inside"])
    sheet = inside.sheet1
    sheet.append_row(["h"] * 30)
    equal(inside.fetch_sheet_metadata()["sheets"][0]["properties"]["gridProperties"], {"rowCount": 1000, "columnCount": 30})
    sheet.update([["a1", "B2"]], "A1:B2")
    equal(inside.export(gspread.utils.ExportFormat.CSV).decode(), ",".join(["a1", "B2"] + ["h"] * 28))
    equal(sheet.copy_to(book.id)["title"], "Copy of Sheet1")
    equal(inside.values_batch_update({"valueInputOption": "RAW", "data": [
        {"range": "A1:B1", "values": [[1, 2]]}, {"range": "A2:B2", "values": [[3, 4]]}]})["totalUpdatedColumns"], 2)
    inside.share("grace@example.org", "user", "writer", notify=False)
    inside.share("", "anyone", "reader")
    equal([p["id"] for p in inside.list_permissions()][-1], "anyoneWithLink")
    sheet.add_protected_range("A1:B1", ["ada@example.org"])
    grace = gspread.authorize(google.oauth2.credentials.Credentials(token(root, "grace@example.org", "drive spreadsheets")),
                              http_client=rewriting(root)).open_by_key(inside.id)
    refused(lambda: grace.sheet1.update_acell("A1", "x"), 400, "You are trying to edit a protected cell or object.")
    grace.sheet1.update_acell("A2", "x")
    inside.remove_permissions("grace@example.org")
    client.http_client.request("post", f"https://www.googleapis.com/drive/v3/files/{inside.id}/comments",
                               params={"fields": "id"}, json={"content": "nice"})
    twin = client.copy(inside.id, "Twin", copy_comments=True, folder_id=folder)
    equal(sorted(f["name"] for f in client.list_spreadsheet_files(folder_id=folder)), ["Inside", "Twin"])
    equal(twin.sheet1.get("A1:B2"), [["1", "2"], ["x", "4"]])
    equal(sorted(client.http_client.get_file_drive_metadata(twin.id)), ["createdTime", "id", "modifiedTime", "name"])
    client.del_spreadsheet(twin.id)
    try:
        client.open_by_key(twin.id)
        raise SystemExit("was found")
    except SpreadsheetNotFound:
        pass


with sandbox() as root:
    person = google.oauth2.credentials.Credentials(token(root, "ada@example.org", "drive spreadsheets"))
    client = gspread.authorize(person, http_client=rewriting(root))
    book = client.create("Scores")
    equal(client.open("Scores").id, book.id)
    equal([f["name"] for f in client.list_spreadsheet_files()], ["Scores"])
    equal((book.title, book.locale, book.timezone), ("Scores", "en_US", "Etc/GMT"))
    values(book.sheet1)
    shape(book, book.sheet1)
    looks(book, book.sheet1)
    drive(client, book, root)
    book.update_title("New name")
    book.share("grace@example.org", "user", "reader", notify=False)
    equal([p["role"] for p in book.list_permissions()], ["owner", "reader"])
    copy = client.copy(book.id, "Copy")
    equal(copy.sheet1.title, "Renamed")
    client.del_spreadsheet(copy.id)
    for missing, kind in ((lambda: client.open("Nothing"), SpreadsheetNotFound), (lambda: book.worksheet("no"), WorksheetNotFound)):
        try:
            missing()
            raise SystemExit("was found")
        except kind:
            pass
    refused(lambda: book.values_get("Nowhere!A1"), 400, "Unable to parse range: Nowhere!A1")
print("gspread: ok")
