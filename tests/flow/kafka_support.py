"""The tests' own Kafka does what the other flow tests lean on."""

import tempfile
import unittest

from tests.support.kafka import kcat
from tests.support.kafka.node import Kafka

RECORDS = [(f"form-{n % 3}", f'{{"n":{n},"text":"ünï {n}"}}') for n in range(500)]


class KafkaSupport(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory(prefix="rowcast-kafka-")
        self.addCleanup(folder.cleanup)
        self.folder = folder.name

    def start(self, **options):
        kafka = Kafka(self.folder, **options).start()
        self.addCleanup(kafka.stop)
        return kafka

    def test_keeps_what_a_foreign_client_produced_over_a_restart_and_a_crash(self):
        kafka = self.start()
        kcat.produce(kafka.servers, "forms", RECORDS)
        kafka.restart()
        kcat.produce(kafka.servers, "forms", RECORDS)
        kafka.restart(crash=True)
        self.assertCountEqual(kcat.consume(kafka.servers, "forms"), RECORDS * 2)

    def test_serves_tls_and_scram_and_refuses_the_wrong_password(self):
        kafka = self.start(secured=True)
        kcat.produce(kafka.secure_servers, "forms", RECORDS, kcat.secured(kafka))
        self.assertCountEqual(kcat.consume(kafka.secure_servers, "forms", kcat.secured(kafka)), RECORDS)
        with self.assertRaises(Exception):
            kcat.produce(kafka.secure_servers, "forms", RECORDS[:1],
                         [*kcat.secured(kafka), "-X", "sasl.password=wrong", "-X", "message.timeout.ms=3000"])


if __name__ == "__main__":
    unittest.main()
