#!/bin/sh
# clients.sh PYTHON FOLDER: fetches the clients once, from PyPI and npm.
set -eu
mkdir -p "$2/node"
[ -x "$2/python/bin/python" ] || "$1" -m venv "$2/python"
"$2/python/bin/pip" install -q google-api-python-client==2.100.0 gspread==6.2.1
[ -d "$2/node/node_modules/@googleapis/sheets" ] || npm install --silent --prefix "$2/node" @googleapis/sheets@14.0.0
