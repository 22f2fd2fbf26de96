"""What an admin feels of speed and memory, measured on the whole program with a real Kafka and the local Google."""

import copy
import math
import os
import tempfile
import time

from tests.bench import load, usual_script
from tests.bench.relay import Relay, response_id
from tests.support.google import Google
from tests.support.kafka.node import Kafka
from tests.support.process import wait_for
from tests.support.program import Instance
from tests.support.verdict import judge

WRITE_BYTES = 2_000_000
GOOGLES_QUOTA = {"quota": "reads=60,writes=60"}  # a minute, for one user


class Figures(list):
    """What was measured, and what it is held to."""

    def add(self, name, value, unit, most=None):
        held = "" if most is None else f"  (at most {most:g}: {'ok' if value <= most else 'MISSED'})"
        print(f"  {name:58s} {value:10.2f} {unit}{held}", flush=True)
        self.append(most is None or value <= most)


class Setting:
    """Kafka, Google and one instance behind a relay, in a folder of their own; leaves nothing behind."""

    def __init__(self, google=None, **settings):
        self.folder = tempfile.TemporaryDirectory(prefix="rowcast-bench-")
        name = self.folder.name
        for part in ("kafka", "google"):
            os.makedirs(os.path.join(name, part))
        self.kafka = Kafka(os.path.join(name, "kafka")).start()
        self.google = Google(os.path.join(name, "google"), **(google or {})).start()
        self.relay = Relay(self.google)
        self.instance = Instance(os.path.join(name, "one"), self.kafka, self.relay, **settings)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        for part in (self.instance, self.relay, self.google, self.kafka):
            part.stop()
        self.folder.cleanup()


def percentile(values, share):
    return sorted(values)[min(len(values) - 1, math.ceil(share * len(values)) - 1)]


def requests(figures):
    """100,000 waiting responses of one form: as few requests as their bytes allow."""
    with Setting() as here:
        load.backlog(here.kafka.servers, 100_000, ["f0"])
        began = time.monotonic()
        here.instance.catch_up(300)
        took = time.monotonic() - began
        writes, reads = here.relay.counts["sheets writes"], here.relay.counts["sheets reads"]
        fewest = math.ceil(here.relay.bytes_written / WRITE_BYTES)
        figures.add("confirmed of 100,000", len(here.relay.confirmed), "responses")
        figures.add("delivered in", took, "s")
        rows = here.relay.counts["writes of rows"]
        figures.add("writes of rows ÷ fewest possible", rows / fewest, f"({rows} ÷ {fewest})", 1.05)
        figures.add("all writes to Sheets ÷ fewest possible", writes / fewest, f"({writes} ÷ {fewest})")
        figures.add("requests to Drive", here.relay.counts["drive"], "")
        figures.add("read requests beyond the writes", reads - writes, f"({reads} reads)", 5)


def thirty_forms(figures, seconds=180):
    """30 live forms under Google's quotas for one user, 200 responses a second."""
    quotas = {"google__writes_per_minute": 60, "google__reads_per_minute": 60}
    with Setting(GOOGLES_QUOTA, **quotas) as here:
        names = [f"a{number:02d}" for number in range(30)]
        load.send(here.kafka.servers, ((name, number) for number, name in enumerate(names)))
        here.instance.start()
        began = time.time()
        for second in range(seconds):
            load.send(here.kafka.servers, ((names[number % 30], number) for number in range(30 + 200 * second, 230 + 200 * second)))
            time.sleep(max(0.0, began + second + 1 - time.time()))
        sent = load.sent(here.kafka.servers)
        wait_for(lambda: len(here.relay.confirmed) >= len(sent), "all rows", 240)
        took = {one: here.relay.confirmed[one] - moment for one, moment in sent.items()}
        # What is promised is the life of 30 spreadsheets that are there: left out is what came before the last of them had its first row.
        made = max(here.relay.confirmed[response_id(name, number)] for number, name in enumerate(names))
        steady = [took[one] for one, moment in sent.items() if moment > made]
        figures.add("30 spreadsheets made in", made - began, "s")
        figures.add("produce → row, p99 with what came meanwhile", percentile(list(took.values()), 0.99), f"s ({len(took)} responses)")
        figures.add("produce → row, p50 of what came afterwards", percentile(steady, 0.5), f"s ({len(steady)} responses)")
        figures.add("produce → row, p99 of what came afterwards", percentile(steady, 0.99), "s", 45)


def quiet_form(figures, rows=100):
    """One form, one response now and then: how long until its row stands."""
    with Setting({"latency": "50ms"}) as here:
        load.send(here.kafka.servers, [("c0", 0)])
        here.instance.start()
        api = {}
        for number in range(rows):
            one = response_id("c0", number)
            seen = len(here.relay.api_seconds)
            if number:
                load.send(here.kafka.servers, [("c0", number)])
            wait_for(lambda: one in here.relay.confirmed, "the row", 60)
            api[one] = sum(here.relay.api_seconds[seen:])
        sent = load.sent(here.kafka.servers)
        took = {one: here.relay.confirmed[one] - sent[one] for one in list(api)[1:]}  # the first makes the spreadsheet
        figures.add("quiet form: produce → row, p50", percentile(list(took.values()), 0.5) * 1000, "ms")
        figures.add("quiet form: produce → row less Google's time, p99",
                    percentile([whole - api[one] for one, whole in took.items()], 0.99) * 1000, "ms", 100)


def _cpu_seconds(pid):
    with open(f"/proc/{pid}/stat", encoding="ascii") as text:
        fields = text.read().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def _peak_megabytes(pid):
    with open(f"/proc/{pid}/status", encoding="ascii") as text:
        return next(int(line.split()[1]) for line in text if line.startswith("VmHWM")) / 1024


def memory_and_idle(figures):
    """1,000,000 responses of 10 forms wait for Google's quotas until the last is delivered; then nothing waits and nothing comes."""
    with Setting(GOOGLES_QUOTA, google__writes_per_minute=60, google__reads_per_minute=60) as here:
        load.backlog(here.kafka.servers, 1_000_000, [f"b{number:02d}" for number in range(10)])
        began = time.monotonic()
        here.instance.start()
        pid = here.instance.process.child.pid
        for share in (2, 10, 50, 100):
            wait_for(lambda: len(here.relay.confirmed) >= share * 10_000, f"{share} % of the rows", 1200)
            figures.add(f"peak RSS from the start until {share} % of 1,000,000 stand", _peak_megabytes(pid), "MB", 120)
        figures.add("all delivered in", time.monotonic() - began, "s")
        time.sleep(5)  # what follows the last row: its commit, the status
        before, began = _cpu_seconds(pid), time.monotonic()
        time.sleep(30)
        figures.add("idle CPU of that instance afterwards, 30 s", 100 * (_cpu_seconds(pid) - before) / (time.monotonic() - began), "%", 0.5)


def _run_script(here, **until):
    """The usual script behind the relay; how many responses it delivered."""
    usual_script.prepare(here.google, "d0")
    client = copy.copy(here.google)
    client.endpoint = here.relay.endpoint
    return usual_script.run(here.kafka.servers, client, "d0", **until)


def _judge(figures, who, here, count, most=None):
    """What stands in the sheet after every third reply to a write was lost."""
    sheets = here.google.sheets()
    verdict = judge([load.response("d0", number) for number in range(count)], sheets)
    answers = sum(value != "" for sheet in sheets for row in sheet.rows for title, value in row.items() if title in load.QUESTIONS)
    wrong_rows = {case.split(":")[0] for case in verdict.misplaced}
    figures.add(f"{who}: answers in another question's column", 100 * len(verdict.misplaced) / max(answers, 1), f"% (of {answers:,})", most)
    figures.add(f"{who}: responses with such an answer", 100 * len(wrong_rows) / count, f"% (of {count:,}, each lacks an optional answer)", most)
    lost = here.relay.counts["lost replies to sheets writes"]
    figures.add(f"{who}: responses that stand more than once", len(verdict.duplicated), f"(of {count:,}, {lost} replies to writes lost)", most)
    figures.add(f"{who}: responses lost", len(verdict.lost), "", most)


def against_the_usual_script(figures, seconds=120):
    """The same responses, the same local Google, the same quotas; then, without quotas, the same lost replies."""
    with Setting(GOOGLES_QUOTA) as here:
        load.backlog(here.kafka.servers, 20_000, ["d0"])
        delivered = _run_script(here, seconds=seconds)
        script = delivered / seconds * 60
        # A request that was refused for the quota is not counted: how often the script asks again is its own affair.
        figures.add("usual script: requests a response", here.relay.counts[200] / max(delivered, 1), "")
        figures.add("usual script: responses a minute", script, "")
    with Setting(GOOGLES_QUOTA, google__writes_per_minute=60, google__reads_per_minute=60) as here:
        load.backlog(here.kafka.servers, 20_000, ["d0"])
        began = time.monotonic()
        here.instance.catch_up(120)
        took = time.monotonic() - began
        ours = 20_000 / took * 60
        asked = sum(here.relay.counts[kind] for kind in ("sheets reads", "sheets writes", "drive"))
        figures.add("Rowcast: requests a response", asked / 20_000, f"({asked} for 20,000)")
        figures.add("Rowcast: responses a minute", ours, f"(20,000 in {took:.1f} s)")
        figures.add("Rowcast ÷ usual script", ours / max(script, 1e-9), "×")
    for who, count in (("usual script", 300), ("Rowcast", 20_000)):
        with Setting({"faults": "lost=30%,seed=1,only=sheets"}) as here:
            load.backlog(here.kafka.servers, count, ["d0"])
            if who == "Rowcast":
                here.instance.catch_up(300)
            else:
                _run_script(here)
            _judge(figures, who, here, count, 0 if who == "Rowcast" else None)
