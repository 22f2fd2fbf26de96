"""./dev bench [chaos|NAME...]: the modules' benches and the whole program's, one figure a line; ends with 1 where a target is missed."""

import os
import subprocess
import sys
import tempfile

BUILD, *NAMES = sys.argv[1:]
os.environ["ROWCAST"] = os.path.join(BUILD, "rowcast")

from tests.bench import end_to_end, load  # noqa: E402  (after ROWCAST is known)
from tests.support.kafka.node import Kafka  # noqa: E402

WHOLE = {"requests": end_to_end.requests, "quiet-form": end_to_end.quiet_form, "memory-and-idle": end_to_end.memory_and_idle,
         "thirty-forms": end_to_end.thirty_forms, "usual-script": end_to_end.against_the_usual_script}


def module_benches():
    folder = os.path.join(BUILD, "tests", "bench")
    return {name.removeprefix("bench_"): os.path.join(folder, name) for name in sorted(os.listdir(folder))
            if name.startswith("bench_") and os.access(os.path.join(folder, name), os.X_OK)}


def run_modules(benches):
    """Those that read a topic find 1,000,000 responses of about 600 bytes in the topic `forms` of ROWCAST_BENCH_SERVERS."""
    with tempfile.TemporaryDirectory(prefix="rowcast-bench-") as folder, Kafka(folder, partitions=1) as kafka:
        load.backlog(kafka.servers, 1_000_000, ["f0"])
        return [subprocess.run([program], env={**os.environ, "ROWCAST_BENCH_SERVERS": kafka.servers}, check=False).returncode == 0
                for program in benches.values()]


def chaos():
    return subprocess.run([sys.executable, "-B", "-m", "unittest", "-v", "tests.flow.real_kafka.RealKafka."
                           "test_kills_at_random_points_lose_and_repeat_nothing"], check=False,
                          env={**os.environ, "ROWCAST_KILLS": "100", "ROWCAST_RESPONSES": "100000"}).returncode


def main():
    if NAMES == ["chaos"]:
        return chaos()
    modules = {name: program for name, program in module_benches().items() if not NAMES or name in NAMES}
    met = run_modules(modules) if modules else []
    for name, bench in WHOLE.items():
        if not NAMES or name in NAMES:
            print(f"{name}: {bench.__doc__}", flush=True)
            figures = end_to_end.Figures()
            bench(figures)
            met += figures
    return 0 if all(met) else 1


sys.exit(main())
