"""Starts the sandbox for a foreign client's session and ends it with the session."""
import contextlib, json, subprocess, sys, urllib.parse, urllib.request


@contextlib.contextmanager
def sandbox():
    process = subprocess.Popen([sys.argv[1]], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    try:
        yield process.stdout.readline().strip()
    finally:
        process.stdin.close()
        process.wait(10)


def fetch(url, body=None):
    request = urllib.request.Request(url, data=json.dumps(body).encode() if body is not None else None,
                                     headers={"Content-Type": "application/json"})
    with urllib.request.urlopen(request) as reply:
        return json.load(reply)


def key(root, email=""):
    return fetch(f"{root}/sandbox/key?email={urllib.parse.quote(email)}")


def token(root, email, scope):
    return fetch(f"{root}/sandbox/token?email={urllib.parse.quote(email)}&scope={urllib.parse.quote(scope)}")["access_token"]


def equal(got, wanted):
    if got != wanted:
        raise SystemExit(f"got    {got!r}\nwanted {wanted!r}")
