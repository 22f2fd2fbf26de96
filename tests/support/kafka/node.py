"""A real Apache Kafka, one node (KRaft, broker and controller in one process), for one test.

Plaintext always; with `secured=True` also a listener with TLS and SCRAM, with certificates made for the test.
"""

import base64
import os
import subprocess
import uuid

from tests.support.kafka import certificates
from tests.support.process import Process, free_ports, wait_for

LIBS = os.environ.get("ROWCAST_KAFKA_LIBS", "build/kafka")  # one folder of jars a version, see fetch.sh
NEWEST = "4.1.0"
FOR_SCRAM = "3.9.1"  # Kafka 4 refuses the SCRAM of librdkafka before 2.6.1, see pom.xml
USER = "rowcast"
PASSWORD = "a scram secret with spaces"
JAVA = ["java", "-Xmx320m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1",
        "-Dorg.slf4j.simpleLogger.defaultLogLevel=warn",
        "-Dorg.slf4j.simpleLogger.log.kafka.server.KafkaRaftServer=info"]


class Kafka:
    def __init__(self, folder, partitions=6, secured=False, settings=None):
        """`folder` is this node's own; `partitions` is what a topic gets that a client creates."""
        self.folder = folder
        self.java = JAVA + ["-cp", os.path.join(LIBS, FOR_SCRAM if secured else NEWEST, "*")]
        os.makedirs(folder, exist_ok=True)
        self.port, self.controller, self.secure_port = free_ports(3)
        self.servers = f"127.0.0.1:{self.port}"
        self.secure_servers = f"localhost:{self.secure_port}" if secured else ""
        self.certificates = certificates.make(folder) if secured else None
        self.properties = os.path.join(folder, "server.properties")
        with open(self.properties, "w", encoding="utf-8") as out:
            for key, value in {**self._settings(partitions), **(settings or {})}.items():
                out.write(f"{key}={value}\n")
        self._format()
        self.process = None

    def _settings(self, partitions):
        listeners = {"PLAINTEXT": f"127.0.0.1:{self.port}"}
        protocols = "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT"
        settings = {
            "process.roles": "broker,controller", "node.id": 1,
            "controller.quorum.voters": f"1@127.0.0.1:{self.controller}",
            "controller.listener.names": "CONTROLLER",
            "log.dirs": os.path.join(self.folder, "data"),
            "num.partitions": partitions,
            "offsets.topic.replication.factor": 1, "offsets.topic.num.partitions": 4,
            "transaction.state.log.replication.factor": 1, "transaction.state.log.min.isr": 1,
            "group.initial.rebalance.delay.ms": 0, "group.min.session.timeout.ms": 500, "message.max.bytes": 16 << 20,
            "broker.session.timeout.ms": 2000, "broker.heartbeat.interval.ms": 500,
        }
        if self.certificates:
            listeners["SASL_SSL"] = f"localhost:{self.secure_port}"
            protocols += ",SASL_SSL:SASL_SSL"
            settings |= {
                "ssl.keystore.type": "PEM", "ssl.keystore.location": self.certificates.server,
                "sasl.enabled.mechanisms": "SCRAM-SHA-256,SCRAM-SHA-512",
                **{f"listener.name.sasl_ssl.scram-sha-{bits}.sasl.jaas.config":
                   "org.apache.kafka.common.security.scram.ScramLoginModule required;" for bits in (256, 512)},
            }
        advertised = ",".join(f"{name}://{where}" for name, where in listeners.items())
        return settings | {
            "listeners": f"{advertised},CONTROLLER://127.0.0.1:{self.controller}",
            "advertised.listeners": advertised, "listener.security.protocol.map": protocols,
        }

    def _format(self):
        cluster = base64.urlsafe_b64encode(uuid.uuid4().bytes).decode().rstrip("=").replace("-", "A")
        command = self.java + ["kafka.tools.StorageTool", "format", "-t", cluster, "-c", self.properties]
        if self.certificates:
            for mechanism in ("SCRAM-SHA-256", "SCRAM-SHA-512"):
                command += ["--add-scram", f'{mechanism}=[name={USER},password={PASSWORD}]']
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        if done.returncode:
            raise RuntimeError(f"Kafka's storage could not be formatted:\n{done.stdout}{done.stderr}")

    def start(self):
        log = os.path.join(self.folder, "kafka.log")
        seen = os.path.getsize(log) if os.path.exists(log) else 0
        self.process = Process(self.java + ["kafka.Kafka", self.properties], log)

        def started():
            if not self.process.running:
                raise RuntimeError(f"Kafka ended at start:\n{self.process.tail()}")
            with open(log, "rb") as text:
                text.seek(seen)
                return b"Kafka Server started" in text.read()
        wait_for(started, "Kafka is up", 60)
        return self

    def restart(self, crash=False):
        """As an update of the broker does it, or as a power cut."""
        if crash:
            self.process.kill()
        else:
            self.process.stop()
        self.start()

    def stop(self):
        if self.process:
            self.process.kill()

    def __enter__(self):
        return self.start()

    def __exit__(self, *_):
        self.stop()
