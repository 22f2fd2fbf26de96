"""kcat, a Kafka client that is not ours: it produces what the tests deliver."""

import subprocess

from tests.support.kafka.node import PASSWORD, USER

KEY_END = "\t"


def secured(kafka):
    """kcat's options for the listener with TLS and SCRAM."""
    return [option for setting in ("security.protocol=SASL_SSL", "sasl.mechanism=SCRAM-SHA-512",
                                   f"ssl.ca.location={kafka.certificates.authority}",
                                   f"sasl.username={USER}", f"sasl.password={PASSWORD}")
            for option in ("-X", setting)]


def produce(servers, topic, records, options=()):
    """Produces (key, value) pairs of text without line ends; returns once every one is acknowledged."""
    lines = "".join(f"{key}{KEY_END}{value}\n" for key, value in records)
    subprocess.run(["kcat", "-P", "-b", servers, "-t", topic, "-K", KEY_END, "-X", "acks=all",
                    "-X", "enable.idempotence=true", "-X", "topic.metadata.refresh.fast.interval.ms=50",
                    *options], input=lines.encode(), check=True, capture_output=True)


def put(servers, topic, key, value, options=()):
    """Produces one record of any bytes but line ends; no value: a tombstone."""
    subprocess.run(["kcat", "-P", "-b", servers, "-t", topic, "-K", KEY_END, "-X", "acks=all", "-X", "message.max.bytes=16000000",
                    *(["-Z"] if value is None else []), *options],
                   input=f"{key}{KEY_END}".encode() + (value or b"") + b"\n", check=True, capture_output=True)


def consume(servers, topic, options=()):
    """All records of a topic as (key, value) pairs."""
    done = subprocess.run(["kcat", "-C", "-b", servers, "-t", topic, "-o", "beginning", "-e", "-q", "-K", KEY_END,
                           *options], check=True, capture_output=True)
    return [tuple(line.split(KEY_END, 1)) for line in done.stdout.decode().splitlines()]
