"""The rules of the house, read from the sources: who may include whom, how large a file may grow, what a folder says of itself."""

import os
import re
import unittest

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
EVERYTHING = {"core"}
FOR_ALL = {"core/base", "core/model"}
# What a module may include besides itself, base and model: the table that keeps the parts strangers to each other.
MAY_INCLUDE = {
    "core/base": set(), "core/model": set(), "core/settings": set(), "core/secrets": set(), "core/store": set(),
    "core/transform": set(), "core/kafka": set(), "core/google": set(), "core/sinks": set(),
    "core/sheets": {"core/google", "core/sinks"}, "core/pipeline": {"core/transform", "core/sinks"},
    "core/browse": {"core/transform", "core/pipeline"}, "core/monitor": set(), "core/intake": set(), "core/sandbox": set(),
    "ui": {"core/settings"}, "app/runtime": EVERYTHING, "app/desktop": EVERYTHING | {"app/runtime", "ui"},
}
WIDGETS = re.compile(r"^(Qt(Widgets|Gui|Svg)/|Q(Widget|Application|GuiApplication|Icon|Pixmap|Painter|Color|Font|SystemTrayIcon|"
                     r"MainWindow|Dialog|MessageBox|Label|PushButton|Action|DesktopServices|Clipboard|Image|Palette|Style)\b)")
OWNERS = {"librdkafka": {"core/kafka"}, "simdjson": {"core/transform", "core/google", "core/sandbox"}, "qt6keychain": {"core/secrets"}}
INCLUDE = re.compile(r'^\s*#\s*include\s*(["<])([^">]+)[">]', re.MULTILINE)


def sources(*folders, suffixes=(".h", ".cpp")):
    for folder in folders:
        for path, _, names in os.walk(os.path.join(ROOT, folder)):
            for name in names:
                if name.endswith(suffixes):
                    yield os.path.relpath(os.path.join(path, name), ROOT)


def text(path):
    with open(os.path.join(ROOT, path), encoding="utf-8") as source:
        return source.read()


def module_of(path):
    parts = path.split("/")
    return parts[0] if parts[0] == "ui" else "/".join(parts[:2])


def strangers(path, content):
    """The includes of one file that the table does not allow."""
    own = module_of(path)
    allowed = MAY_INCLUDE.get(own, set()) | {own} | (FOR_ALL if own != "core/base" else set())
    for quote, included in INCLUDE.findall(content):
        other = module_of(included)
        if quote == '"' and other != own and (included.startswith(("core/", "ui/", "app/"))) \
                and other not in allowed and other.split("/")[0] not in allowed:
            yield included
        if own not in ("ui", "app/desktop") and WIDGETS.match(included):
            yield included
        if any(included.startswith(library) and own not in owners for library, owners in OWNERS.items()):
            yield included


class Rules(unittest.TestCase):
    def test_modules_include_only_whom_they_may_know(self):
        found = [f"{path}: {included}" for path in sources("core", "ui", "app") for included in strangers(path, text(path))]
        self.assertEqual(found, [], "see who may include whom in tests/house/rules.py")

    def test_the_include_rule_finds_strangers(self):
        for path, line in (("core/pipeline/x.cpp", '#include "core/kafka/consumer.h"'), ("core/model/x.h", '#include "core/store/store.h"'),
                           ("ui/x.cpp", '#include "core/google/session.h"'), ("app/runtime/x.cpp", "#include <QApplication>"),
                           ("core/store/x.cpp", "#include <QtWidgets/QLabel>"), ("core/sheets/x.cpp", "#include <librdkafka/rdkafka.h>"),
                           ("core/base/x.h", '#include "core/model/ids.h"')):
            self.assertEqual(len(list(strangers(path, line))), 1, path)
        self.assertEqual(list(strangers("core/sheets/x.cpp", '#include "core/google/session.h"\n#include <QString>')), [])

    def test_every_module_stands_in_the_table(self):
        modules = {module_of(path) for path in sources("core", "ui", "app")}
        self.assertEqual({name for name in modules - MAY_INCLUDE.keys() if not name.startswith("core/sinks")}, set())

    def test_files_stay_readable(self):
        for path in sources("core", "ui", "app", "tests"):
            with self.subTest(path):
                lines = text(path).count("\n")
                self.assertLessEqual(lines, 150 if path.endswith(".h") else 400)

    def test_folders_say_what_they_are(self):
        for path in {module_of(path) for path in sources("core", "ui", "app")} | {"installer", "tests/support"}:
            with self.subTest(path):
                # The sandbox's README is its fidelity ledger too.
                self.assertLessEqual(text(f"{path}/README.md").count("\n"), 160 if path == "core/sandbox" else 40)

    def test_nothing_is_put_off_or_skipped(self):
        put_off = re.compile(r"\b(TO" r"DO|FIX" r"ME|QS" r"KIP|QEXPECT_" r"FAIL)\b")
        found = [path for path in sources("core", "ui", "app", "tests", suffixes=(".h", ".cpp", ".py", ".txt", ".sh"))
                 if put_off.search(text(path))]
        self.assertEqual(found, [])


if __name__ == "__main__":
    unittest.main()
