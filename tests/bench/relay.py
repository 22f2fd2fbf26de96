"""A relay between the program and the local Google that counts requests and notes when each response was confirmed."""

import collections
import http.client
import http.server
import re
import threading
import time

RESPONSE_ID = re.compile(rb"@[0-9a-f]+-[0-9]+@")  # ids as the benches make them, so that a row is found in any request
DROPPED = {"connection", "keep-alive", "transfer-encoding", "content-length"}


def response_id(form, number):
    return f"@{form}-{number}@"


def _kind(method, path):
    if path.startswith("/v4/"):
        reads = method == "GET" or path.split("?")[0].endswith((":search", "ByDataFilter"))
        return "sheets reads" if reads else "sheets writes"
    return "drive" if path.startswith("/drive/") else "other"


class Relay:
    def __init__(self, google):
        self.counts = collections.Counter()
        self.bytes_written = 0
        self.confirmed = {}  # response id → when Google's answer to its write passed here
        self.api_seconds = []
        self.lock = threading.Lock()
        relay = self

        class Handler(http.server.BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"
            disable_nagle_algorithm = True

            def forward(self):
                body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
                upstream = http.client.HTTPConnection("127.0.0.1", google.port, timeout=60)
                began = time.monotonic()
                try:
                    upstream.request(self.command, self.path, body or None,
                                     {name: value for name, value in self.headers.items() if name.lower() not in DROPPED})
                    reply = upstream.getresponse()
                    answer = reply.read()
                except (OSError, http.client.HTTPException):
                    relay.note_lost(self.command, self.path)
                    self.close_connection = True  # as Google's reply was lost on its way here, so it is for the client
                    return
                finally:
                    upstream.close()
                relay.note(self.command, self.path, body, reply.status, time.monotonic() - began)
                self.send_response_only(reply.status, reply.reason)
                for name, value in reply.getheaders():
                    if name.lower() not in DROPPED:
                        self.send_header(name, value)
                self.send_header("Content-Length", str(len(answer)))
                self.end_headers()
                self.wfile.write(answer)

            do_GET = do_POST = do_PUT = do_PATCH = do_DELETE = forward

            def log_message(self, *_):
                pass

        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.server.daemon_threads = True
        self.endpoint = f"http://127.0.0.1:{self.server.server_port}"
        self.key = google.key
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def note(self, method, path, body, status, seconds):
        now = time.time()  # Kafka's records carry wall time
        kind = _kind(method, path)
        with self.lock:
            self.counts[kind] += 1
            self.counts[status] += 1
            if kind.startswith("sheets"):
                self.api_seconds.append(seconds)
            if kind == "sheets writes" and status == 200:
                found = RESPONSE_ID.findall(body)
                if found:
                    self.counts["writes of rows"] += 1
                    self.bytes_written += len(body)
                for one in found:
                    self.confirmed.setdefault(one.decode(), now)

    def note_lost(self, method, path):
        with self.lock:
            self.counts[f"lost replies to {_kind(method, path)}"] += 1

    def stop(self):
        self.server.shutdown()
        self.server.server_close()
