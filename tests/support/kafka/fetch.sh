#!/usr/bin/env bash
# fetch.sh DIR VERSION...: the jars of real Apache Kafkas into DIR/VERSION (46 MB each from Maven Central, kept after).
set -euo pipefail
mkdir -p "$1"
folder=$(cd "$1" && pwd)
shift
here=$(cd "$(dirname "$0")" && pwd)
for version in "$@"; do
    libs=$folder/$version
    if cmp -s "$libs/.complete" "$here/pom.xml"; then
        continue
    fi
    rm -rf "$libs"
    mvn --batch-mode --quiet -f "$here/pom.xml" dependency:copy-dependencies "-Dkafka.version=$version" "-DoutputDirectory=$libs" >&2
    cp "$here/pom.xml" "$libs/.complete"
done
