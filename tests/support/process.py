"""Child processes of a test: each with a log file, ended with the test, waited for by conditions."""

import os
import signal
import socket
import subprocess
import time


class Unmet(AssertionError):
    """A condition did not come true in time."""


def wait_for(condition, what, seconds=30):
    """Asks `condition` until it returns something true, and returns that."""
    end = time.monotonic() + seconds
    while True:
        answer = condition()
        if answer:
            return answer
        if time.monotonic() > end:
            raise Unmet(f"{what}: not within {seconds} s")
        time.sleep(0.02)


def free_ports(count):
    """Ports of the loopback address that nobody listens on."""
    sockets = [socket.socket() for _ in range(count)]
    for one in sockets:
        one.bind(("127.0.0.1", 0))
    ports = [one.getsockname()[1] for one in sockets]
    for one in sockets:
        one.close()
    return ports


class Process:
    """A command running in the background; what it prints goes to `log`."""

    def __init__(self, command, log, env=None):
        self.command = command
        self.log = log
        with open(log, "ab") as out:
            self.child = subprocess.Popen(command, stdout=out, stderr=subprocess.STDOUT,
                                          stdin=subprocess.DEVNULL, env={**os.environ, **(env or {})})

    @property
    def running(self):
        return self.child.poll() is None

    def output(self):
        with open(self.log, encoding="utf-8", errors="replace") as text:
            return text.read()

    def tail(self, lines=25):
        return "\n".join(self.output().splitlines()[-lines:])

    def wait(self, seconds):
        try:
            return self.child.wait(seconds)
        except subprocess.TimeoutExpired:
            raise Unmet(f"{self.command[0]} still runs after {seconds} s\n{self.tail()}") from None

    def kill(self):
        """What a crash or a power cut does: no farewell."""
        if self.running:
            self.child.kill()
        self.child.wait()

    def stop(self, seconds=20):
        """Asks it to end (SIGTERM), insists after `seconds`; returns its exit code."""
        if self.running:
            self.child.send_signal(signal.SIGTERM)
            try:
                self.child.wait(seconds)
            except subprocess.TimeoutExpired:
                self.child.kill()
        return self.child.wait()
