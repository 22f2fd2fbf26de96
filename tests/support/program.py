"""The program under test, as it is built: an instance is a data folder with settings and, while it runs, a process."""

import os
import subprocess

from tests.support.process import Process, Unmet, wait_for

ROWCAST = os.environ.get("ROWCAST", "build/dev/rowcast")


class Instance:
    def __init__(self, folder, kafka, google, topics="forms", group="rowcast", **settings):
        self.folder = folder
        os.makedirs(folder, exist_ok=True)
        self.environment = {"GOOGLE_APPLICATION_CREDENTIALS": google.key, "XDG_RUNTIME_DIR": folder}
        for key, value in {"kafka.servers": kafka.servers, "kafka.topics": topics, "kafka.group": group,
                           "google.endpoint": google.endpoint, "google.index_wait": 0, "form.unknown": "guess",
                           "google.writes_per_minute": 100000, "google.reads_per_minute": 100000, **settings}.items():
            self.do("config", "set", key.replace("__", "."), str(value))
        self.process = None

    def _command(self, *words):
        return [ROWCAST, "--data-dir", os.path.join(self.folder, "data"), *words]

    def do(self, *words):
        done = subprocess.run(self._command(*words), capture_output=True, text=True, check=False,
                              env={**os.environ, **self.environment}, timeout=60)
        if done.returncode:
            raise RuntimeError(f"rowcast {' '.join(words)} ended with {done.returncode}:\n{done.stdout}{done.stderr}")
        return done.stdout

    def start(self, *options):
        self.process = Process(self._command("run", "--headless", *options), os.path.join(self.folder, "rowcast.log"),
                               self.environment)
        return self

    def catch_up(self, seconds=120):
        """Delivers all that stands in the topics, and ends."""
        code = self.start("--until-caught-up").process.wait(seconds)
        if code:
            raise AssertionError(f"rowcast ended with {code}:\n{self.process.tail()}")

    def wait_for(self, condition, what, seconds=30):
        """Waits while it runs; in vain, its log tells why."""
        try:
            return wait_for(condition, what, seconds)
        except Unmet as unmet:
            raise Unmet(f"{unmet}\n{self.process.tail(80)}") from None

    def stop(self):
        if self.process:
            self.process.stop()
