// A broad session of the npm client @googleapis/sheets, unchanged, against the sandbox.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import assert from 'node:assert/strict'
import { createRequire } from 'node:module'

const require = createRequire(process.argv[3] + '/')
const { sheets: client, auth } = require('@googleapis/sheets')
const server = spawn(process.argv[2], { stdio: ['pipe', 'pipe', 'inherit'] })
const [line] = await once(server.stdout, 'data')
const root = String(line).trim()
const rejected = async (call, status, words) => {
  const error = await call.then(() => assert.fail(`was not refused: ${words}`), e => e)
  assert.equal(Number(error.status ?? error.code), status)
  assert.ok(error.message.includes(words), error.message)
}

try {
  const token = await (await fetch(`${root}/sandbox/token?email=ada@example.org&scope=spreadsheets`)).json()
  const person = new auth.OAuth2()
  person.setCredentials(token)
  const { spreadsheets } = client({ version: 'v4', auth: person, rootUrl: root + '/' })
  const made = await spreadsheets.create({ requestBody: { properties: { title: 'Node' }, sheets: [{ properties: { title: 'One' } }, { properties: { title: 'Two words' } }] } })
  const spreadsheetId = made.data.spreadsheetId
  assert.deepEqual(made.data.sheets.map(s => [s.properties.title, s.properties.index]), [['One', 0], ['Two words', 1]])
  const first = made.data.sheets[0].properties.sheetId
  const { data: appended } = await spreadsheets.values.append({ spreadsheetId, range: 'One', valueInputOption: 'RAW', includeValuesInResponse: true, requestBody: { values: [['a', 1], ['=b', true]] } })
  assert.deepEqual(appended.updates.updatedData, { range: 'One!A1:B2', majorDimension: 'ROWS', values: [['a', '1'], ['=b', 'TRUE']] })
  assert.equal(appended.tableRange, undefined)
  const { data: batch } = await spreadsheets.values.batchUpdate({ spreadsheetId, requestBody: { valueInputOption: 'USER_ENTERED', data: [{ range: "'Two words'!A1", values: [['1/2/2020', '$3.50', '']] }, { range: 'One!D1', majorDimension: 'COLUMNS', values: [['x', 'y']] }] } })
  assert.deepEqual([batch.totalUpdatedCells, batch.totalUpdatedSheets, batch.responses[1].updatedRange], [5, 2, 'One!D1:D2'])
  const { data: dates } = await spreadsheets.values.get({ spreadsheetId, range: 'Two words', valueRenderOption: 'UNFORMATTED_VALUE' })
  assert.deepEqual(dates.values, [[43832, 3.5]])
  const { data: tagged } = await spreadsheets.batchUpdate({ spreadsheetId, requestBody: { requests: [
    { createDeveloperMetadata: { developerMetadata: { metadataId: 5, metadataKey: 'rc.q', metadataValue: 'v', visibility: 'DOCUMENT', location: { dimensionRange: { sheetId: first, dimension: 'COLUMNS', startIndex: 1, endIndex: 2 } } } } },
    { insertDimension: { range: { sheetId: first, dimension: 'COLUMNS', startIndex: 0, endIndex: 1 }, inheritFromBefore: false } }] } })
  assert.equal(tagged.replies[0].createDeveloperMetadata.developerMetadata.location.locationType, 'COLUMN')
  const lookup = { developerMetadataLookup: { metadataKey: 'rc.q' } }
  const { data: found } = await spreadsheets.developerMetadata.search({ spreadsheetId, requestBody: { dataFilters: [lookup] } })
  assert.equal(found.matchedDeveloperMetadata[0].developerMetadata.location.dimensionRange.startIndex, 2)
  const { data: byTag } = await spreadsheets.values.batchGetByDataFilter({ spreadsheetId, requestBody: { dataFilters: [lookup] } })
  assert.deepEqual(byTag.valueRanges[0].valueRange.values, [['1'], ['TRUE']])
  const { data: grid } = await spreadsheets.get({ spreadsheetId, ranges: ['One!C1'], includeGridData: true })
  assert.equal(grid.sheets[0].data[0].rowData[0].values[0].userEnteredValue.numberValue, 1)
  const { data: copied } = await spreadsheets.sheets.copyTo({ spreadsheetId, sheetId: first, requestBody: { destinationSpreadsheetId: spreadsheetId } })
  assert.equal(copied.title, 'Copy of One')
  const { data: cleared } = await spreadsheets.values.batchClear({ spreadsheetId, requestBody: { ranges: ["'Two words'!A1", 'One!E:E'] } })
  assert.deepEqual(cleared.clearedRanges, ["'Two words'!A1", 'One!E1:E1000'])
  assert.equal((await spreadsheets.values.clear({ spreadsheetId, range: 'One!A1:B9' })).data.clearedRange, 'One!A1:B9')
  const { data: columns } = await spreadsheets.values.batchGet({ spreadsheetId, ranges: ['One!E1:E2', 'One'], majorDimension: 'COLUMNS', valueRenderOption: 'UNFORMATTED_VALUE' })
  assert.deepEqual(columns.valueRanges.map(r => r.values), [undefined, [[], [], [1, true]]])
  const { data: whole } = await spreadsheets.batchUpdate({ spreadsheetId, fields: 'replies,updatedSpreadsheet(sheets(properties(title,index)))', requestBody: { includeSpreadsheetInResponse: true, requests: [
    { updateSheetProperties: { properties: { sheetId: copied.sheetId, index: 0, title: "It's" }, fields: 'index,title' } }, { findReplace: { find: 'nothing', replacement: 'x', allSheets: true } } ] } })
  assert.deepEqual(whole, { replies: [{}, { findReplace: {} }], updatedSpreadsheet: { sheets: ["It's", 'One', 'Two words'].map((title, index) => ({ properties: { title, index } })) } })
  const { data: byFilter } = await spreadsheets.getByDataFilter({ spreadsheetId, requestBody: { dataFilters: [{ a1Range: "'It''s'!C1" }, { gridRange: { sheetId: first, endRowIndex: 1 } }] } })
  assert.deepEqual(byFilter.sheets.map(s => s.properties.title), ["It's", 'One'])
  await spreadsheets.batchUpdate({ spreadsheetId, requestBody: { requests: [{ deleteSheet: { sheetId: copied.sheetId } }] } })
  await rejected(spreadsheets.batchUpdate({ spreadsheetId, requestBody: { requests: [{ addChart: {} }] } }), 501, 'addChart')
  await rejected(spreadsheets.batchUpdate({ spreadsheetId, requestBody: { requests: [{ addSheet: { properties: { title: 'one' } } }] } }), 400, 'A sheet with the name "one" already exists. Please enter another name.')
  await rejected(spreadsheets.get({ spreadsheetId, fields: 'nonsense' }), 400, 'Request contains an invalid argument.')
  await rejected(spreadsheets.get({ spreadsheetId: 'none' }), 404, 'Requested entity was not found.')
  await rejected(spreadsheets.values.get({ spreadsheetId, range: 'No!A1' }), 400, 'Unable to parse range: No!A1')
  await rejected(spreadsheets.batchUpdate({ spreadsheetId, requestBody: { requests: [{ deleteSheet: { sheetId: 4242 } }] } }), 400, 'Invalid requests[0].deleteSheet: No sheet with id: 4242')
  await rejected(spreadsheets.values.update({ spreadsheetId, range: 'One!A1', requestBody: { values: [[1]] } }), 400, "'valueInputOption' is required but not specified")
  console.log('@googleapis/sheets: ok')
} finally {
  server.stdin.end()
}
