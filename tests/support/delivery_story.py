"""What every story of a whole delivery shares: a folder of its own, a Kafka, a local Google, instances, and the verdict."""

import os
import tempfile
import unittest

from tests.support import verdict
from tests.support.google import Google
from tests.support.kafka import kcat
from tests.support.kafka.node import Kafka
from tests.support.program import Instance

TOPIC = "forms"


class DeliveryStory(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory(prefix="rowcast-story-")
        self.addCleanup(folder.cleanup)
        self.folder = folder.name
        self.sent = []

    def place(self, name):
        path = os.path.join(self.folder, name)
        os.makedirs(path, exist_ok=True)
        return path

    def kafka(self, **options):
        node = Kafka(self.place("kafka"), **options)
        self.addCleanup(node.stop)
        return node.start()

    def google(self, **options):
        service = Google(self.place("google"), **options)
        self.addCleanup(service.stop)
        return service.start()

    def instance(self, name, kafka, google, **settings):
        one = Instance(self.place(name), kafka, google, topics=TOPIC, **settings)
        self.addCleanup(one.stop)
        return one

    def produce(self, kafka, responses):
        responses = list(responses)
        kcat.produce(kafka.servers, TOPIC, (response.record() for response in responses))
        self.sent += responses

    def judge(self, google, titles=None):
        told = verdict.judge(self.sent, google.sheets(), titles)
        print(told, flush=True)
        self.assertTrue(told.clean, str(told))
        self.assertEqual(told.rows, len(self.sent))
