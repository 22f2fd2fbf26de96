"""Load for the benches: many responses quickly, or responses at a steady rate, by kcat."""

import json
import subprocess
import time

from tests.bench.relay import response_id

QUESTIONS = [f"{number:08x}" for number in range(0x1a2b3c, 0x1a2b3c + 6)]


def record(form, number):
    """About 600 bytes in the shape of the Google Forms API; an optional answer is missing now and then."""
    answers = {question: {"questionId": question, "textAnswers": {"answers": [{"value": f"answer {number} to {place}"}]}}
               for place, question in enumerate(QUESTIONS) if (number + place) % 5}
    moment = f"2026-03-{number // 86400 % 28 + 1:02d}T{number // 3600 % 24:02d}:{number // 60 % 60:02d}:{number % 60:02d}.000Z"
    return json.dumps({"formId": form, "responseId": response_id(form, number), "createTime": moment,
                       "lastSubmittedTime": moment, "answers": answers}, separators=(",", ":"))


class Producer:
    """kcat with an open pipe: what is sent leaves at once."""

    def __init__(self, servers, topic="forms", linger=0):
        self.child = subprocess.Popen(["kcat", "-P", "-b", servers, "-t", topic, "-K", "\t", "-X", f"linger.ms={linger}", "-X", "acks=all"],
                                      stdin=subprocess.PIPE, bufsize=1 << 16 if linger else 0)
        self.sent = {}  # response id → when

    def send(self, form, number):
        self.sent[response_id(form, number)] = time.monotonic()
        self.child.stdin.write(f"{form}\t{record(form, number)}\n".encode())

    def close(self):
        self.child.stdin.close()
        if self.child.wait(120):
            raise RuntimeError("kcat could not produce")


def backlog(servers, count, forms):
    """`count` responses spread over `forms`, as fast as it goes."""
    producer = Producer(servers, linger=50)
    for number in range(count):
        form = forms[number % len(forms)]
        producer.child.stdin.write(f"{form}\t{record(form, number)}\n".encode())
    producer.close()
