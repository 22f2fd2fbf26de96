#!/usr/bin/env bash
# package.sh BUILD OUT: DEB, TGZ and RPM of BUILD into OUT; then lintian, desktop entry, metadata
# and man page are asked, and the program is started from the unpacked DEB.
set -euo pipefail
build=$(cd "$1" && pwd)
mkdir -p "$2"
out=$(cd "$2" && pwd)
rm -f "$out"/rowcast*.deb "$out"/rowcast*.rpm "$out"/rowcast*.tar.gz
for kind in DEB TGZ RPM; do
    (cd "$build" && cpack -G "$kind" -B "$out" >"$out/$kind.log" 2>&1) || { cat "$out/$kind.log"; exit 1; }
done
rm -rf "$out/_CPack_Packages"

deb=$(echo "$out"/rowcast_*.deb)
lintian --fail-on error,warning --suppress-tags initial-upload-closes-no-bugs "$deb"
rpm --query --package --list "$out"/rowcast-*.rpm >/dev/null

root=$(mktemp -d)
trap 'rm -rf "$root"' EXIT
dpkg-deb --extract "$deb" "$root"
"$root/usr/bin/rowcast" --version
desktop-file-validate "$root/usr/share/applications/rowcast.desktop"
appstreamcli validate --no-net --explain "$root/usr/share/metainfo/io.github.rowcast.Rowcast.metainfo.xml"
LC_ALL=C.UTF-8 man --warnings -E UTF-8 -l -Tutf8 -Z "$root/usr/share/man/man1/rowcast.1.gz" 2>&1 >/dev/null | (! grep .)
apt-get install --simulate -qq "$deb" >/dev/null || { echo "the package's dependencies cannot be met here"; exit 1; }
ls -l "$out"/rowcast*
