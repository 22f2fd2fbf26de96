"""What cannot become a row: kept with its reason and position, while delivery goes on; until most of a topic is like that."""

import json
import os
import sqlite3
import unittest

from tests.support import forms
from tests.support.delivery_story import TOPIC, DeliveryStory
from tests.support.kafka import kcat
from tests.support.process import wait_for

FORM = forms.some(1)[0]


def spoilt(responses):
    """(name, value) of records that no form product should send, each made from another response."""
    texts = [response.record()[1] for response in responses]
    nested = "[" * 3000 + "]" * 3000
    return [
        ("not JSON", b"name=Ada&answer=yes"),
        ("cut short", texts[1].encode()[:-20]),
        ("no form id", texts[2].replace(FORM.id, "").replace('"formId": "", ', "").encode()),
        ("an empty value", b""),
        ("over 10 MB", (texts[4][:-1] + f', "note": "{"x" * 10_600_000}"}}').encode()),
        ("wrong UTF-8", texts[5][:-1].encode() + b', "note": "sch\xf6n"}'),
        ("deep nesting", (texts[6][:-1] + f', "note": {nested}}}').encode()),
        ("duplicate keys", (texts[7][:-1] + ', "note": 1, "note": 2}').encode()),
    ]


class BadInput(DeliveryStory):
    def kept(self, instance):
        """(partition, offset, reason, length of the value) of the rejected records, read where any admin could."""
        store = sqlite3.connect(f"file:{os.path.join(instance.folder, 'data', 'rowcast.db')}?mode=ro", uri=True)
        try:
            return store.execute("SELECT part, offs, reason, length(value) FROM rejected ORDER BY part, offs").fetchall()
        finally:
            store.close()

    def test_is_kept_with_reason_and_position_while_delivery_goes_on(self):
        kafka, google = self.kafka(partitions=1), self.google()
        instance = self.instance("one", kafka, google)
        good = list(FORM.responses(40))
        bad = spoilt(FORM.responses(8, seed=9))
        for number, (name, value) in enumerate(bad):
            self.produce(kafka, good[number * 5:number * 5 + 5])
            kcat.put(kafka.servers, TOPIC, "" if name == "no form id" else FORM.id, value)  # a key may name the form, too
        for _ in range(3):
            kcat.put(kafka.servers, TOPIC, FORM.id, None)
        instance.start()
        wait_for(lambda: google.written() >= len(good), "the good ones", 60)

        def told():
            status = json.loads(instance.do("status", "--json"))
            return status["rejected"], status["tombstones"]
        wait_for(lambda: told() == (len(bad), 3), "the rejected ones and the tombstones", 30)
        instance.stop()
        kept = self.kept(instance)
        self.assertEqual([(part, offset, length) for part, offset, _, length in kept],
                         [(0, number * 6 + 5, len(value)) for number, (_, value) in enumerate(bad)])
        reasons = [reason for _, _, reason, _ in kept]
        self.assertTrue(all(reasons), reasons)
        self.assertGreaterEqual(len(set(reasons)), 6, reasons)  # each says what is wrong, not that something is
        self.judge(google)
        instance.catch_up()  # all was committed: nothing is rejected or written a second time
        self.assertEqual(self.kept(instance), kept)
        self.judge(google)

    def test_of_most_of_a_topic_stops_the_pipeline(self):
        kafka, google = self.kafka(partitions=1), self.google()
        instance = self.instance("one", kafka, google)
        good = list(FORM.responses(120))
        self.produce(kafka, good[:60])
        kcat.produce(kafka.servers, TOPIC, ((FORM.id, f"line {number} of a log file") for number in range(400)))
        kcat.produce(kafka.servers, TOPIC, (response.record() for response in good[60:]))
        self.assertEqual(instance.start("--until-caught-up").process.wait(60), 1)
        self.assertIn("cannot be read", instance.process.output())
        self.assertEqual(len(self.kept(instance)), 100)  # of the last 200; nothing more is rejected
        self.judge(google)


if __name__ == "__main__":
    unittest.main()
