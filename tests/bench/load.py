"""Load for the benches, by kcat, and when each response was produced."""

import datetime
import json
import subprocess

from tests.bench.relay import response_id
from tests.support.forms import Response

QUESTIONS = [f"{number:08x}" for number in range(0x1a2b3c, 0x1a2b3c + 6)]


def _answers(number):
    """Of six optional answers each response lacks one, or two."""
    return {question: f"answer {number} to {place}" for place, question in enumerate(QUESTIONS) if (number + place) % 5}


def response(form, number):
    """What was asked to be delivered by `record`, for the verdict."""
    moment = json.loads(record(form, number))["lastSubmittedTime"]
    return Response(form, response_id(form, number), datetime.datetime.fromisoformat(moment.replace("Z", "+00:00")),
                    {question: [answer] for question, answer in _answers(number).items()})


def record(form, number):
    """About 600 bytes in the shape of the Google Forms API."""
    answers = {question: {"questionId": question, "textAnswers": {"answers": [{"value": answer}]}}
               for question, answer in _answers(number).items()}
    moment = f"2026-03-{number // 86400 % 28 + 1:02d}T{number // 3600 % 24:02d}:{number // 60 % 60:02d}:{number % 60:02d}.000Z"
    return json.dumps({"formId": form, "responseId": response_id(form, number), "createTime": moment,
                       "lastSubmittedTime": moment, "answers": answers}, separators=(",", ":"))


def _kcat(servers, linger):
    return subprocess.Popen(["kcat", "-P", "-b", servers, "-t", "forms", "-K", "\t", "-X", f"linger.ms={linger}", "-X", "acks=all"],
                            stdin=subprocess.PIPE)


def send(servers, responses, linger=0):
    """Produces (form, number) pairs; returns once Kafka has them."""
    producer = _kcat(servers, linger)
    for form, number in responses:
        producer.stdin.write(f"{form}\t{record(form, number)}\n".encode())
    producer.stdin.close()
    if producer.wait(120):
        raise RuntimeError("kcat could not produce")


def backlog(servers, count, forms):
    """`count` responses spread over `forms`, as fast as it goes."""
    send(servers, ((forms[number % len(forms)], number) for number in range(count)), linger=50)


def sent(servers):
    """Response id → when it was produced, by the time that its record carries."""
    consumer = subprocess.run(["kcat", "-C", "-b", servers, "-t", "forms", "-o", "beginning", "-e", "-q", "-f", "%T\t%s\n"],
                              stdout=subprocess.PIPE, check=True)
    lines = (line.split("\t", 1) for line in consumer.stdout.decode().splitlines())
    return {json.loads(value)["responseId"]: int(moment) / 1000 for moment, value in lines}
