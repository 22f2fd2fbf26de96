"""Whole deliveries from a real Apache Kafka into the local Google, by the program as it is built."""

import os
import random
import unittest

from tests.support import forms
from tests.support.delivery_story import TOPIC, DeliveryStory
from tests.support.kafka import kcat
from tests.support.kafka.node import PASSWORD, USER
from tests.support.process import Unmet, wait_for

KILLS = int(os.environ.get("ROWCAST_KILLS", "20"))
RESPONSES = int(os.environ.get("ROWCAST_RESPONSES", "10000"))  # in the stories of kills and joining
TROUBLE = "all=20%,seed=7"  # every kind of fault
SMALL_WRITES = {"google__request_bytes": 20000}  # so that there is always a write to interrupt
# The group gives up a member that was killed after this, not after 45 s: the next life finds partitions at once.
SOON_MISSED = {"kafka__properties__session__timeout__ms": 1500, "kafka__properties__heartbeat__interval__ms": 300}


class RealKafka(DeliveryStory):
    def test_delivers_everything_once_however_often_it_runs(self):
        kafka, google = self.kafka(), self.google()
        instance = self.instance("one", kafka, google)
        for round_ in range(3):
            self.produce(kafka, forms.shuffled(forms.some(6), 400, seed=round_))
            instance.catch_up()
            self.judge(google)
        instance.catch_up()
        self.judge(google)

    def test_kills_at_random_points_lose_and_repeat_nothing(self):
        kafka, google = self.kafka(), self.google(faults=TROUBLE, latency=20)
        instance = self.instance("one", kafka, google, **SMALL_WRITES, **SOON_MISSED)
        chance = random.Random(4)
        responses = list(forms.shuffled(forms.some(12), RESPONSES // 12))
        share = len(responses) // KILLS + 1
        amid = 0  # kills while rows were on their way
        for kill in range(KILLS):
            self.produce(kafka, responses[kill * share:(kill + 1) * share])
            before = google.written()
            instance.start()
            if kill % 5:  # every fifth is killed while it starts
                instance.wait_for(lambda: google.written() > before, "rows of the next life", 180)
            with self.assertRaises(Unmet):  # it runs on until it is killed
                instance.process.wait(chance.uniform(0.02, 1.0))
            instance.process.kill()
            amid += google.written() > before
        self.assertGreater(amid, KILLS * 2 // 3)
        instance.catch_up(600)
        self.judge(google)

    def test_edits_change_their_rows_through_kills(self):
        kafka, google = self.kafka(), self.google(faults=TROUBLE, latency=20)
        instance = self.instance("one", kafka, google, **SMALL_WRITES, **SOON_MISSED, delivery__edits="update")
        chance = random.Random(5)
        newest = {}
        for round_ in range(5):
            first = list(forms.shuffled(forms.some(4), 60, seed=round_))
            # Of what was sent before: other answers, an hour later, or an hour earlier and then to be left out.
            again = [forms.edited(response, other, chance.choice((1, 1, 1, -1)))
                     for response in chance.sample(list(newest.values()), len(newest) // 2)
                     for other in (chance.choice([one for one in first if one.form == response.form]),)]
            sent = first + again
            chance.shuffle(sent)
            kcat.produce(kafka.servers, TOPIC, (response.record() for response in sent))
            for response in sent:
                if response.id not in newest or response.submitted > newest[response.id].submitted:
                    newest[response.id] = response
            before = google.written()
            instance.start()
            instance.wait_for(lambda: google.written() > before, "rows of the next life", 180)
            with self.assertRaises(Unmet):  # it runs on until it is killed
                instance.process.wait(chance.uniform(0.02, 1.5))
            instance.process.kill()
        instance.catch_up(300)
        self.sent = list(newest.values())
        self.judge(google)

    def test_outlives_a_broker_that_restarts(self):
        kafka, google = self.kafka(), self.google(latency=20)
        instance = self.instance("one", kafka, google, **SMALL_WRITES)
        responses = list(forms.shuffled(forms.some(6), 500))
        self.produce(kafka, responses[:1500])
        instance.start()
        instance.wait_for(google.row_count, "the first rows", 60)
        kafka.restart(crash=True)
        self.produce(kafka, responses[1500:])
        instance.wait_for(lambda: google.row_count() >= len(responses), "all rows after the restart", 120)
        instance.stop()
        kafka.restart()
        instance.catch_up()
        self.judge(google)

    def test_instances_of_a_group_join_and_leave(self):
        kafka, google = self.kafka(), self.google(faults=TROUBLE, latency=20)
        responses = list(forms.shuffled(forms.some(12), RESPONSES // 12))
        share = len(responses) // 4
        first, second, third = (self.instance(name, kafka, google, **SMALL_WRITES, **SOON_MISSED) for name in ("one", "two", "three"))

        def more(part):
            before = google.row_count()
            self.produce(kafka, responses[part * share:(part + 1) * share])
            wait_for(lambda: google.row_count() > before + share // 4, f"rows of part {part + 1}", 120)
        first.start()
        more(0)
        second.start()
        third.start()
        more(1)
        first.stop()
        more(2)
        second.process.kill()
        first.start()
        self.produce(kafka, responses[3 * share:])
        wait_for(lambda: google.row_count() >= len(responses), "all rows", 240)
        first.stop()
        third.stop()
        second.catch_up()
        self.judge(google)

    def test_speaks_tls_and_scram(self):
        kafka, google = self.kafka(secured=True), self.google()
        password = os.path.join(self.place("secret"), "password")
        with open(password, "w", encoding="utf-8") as out:
            out.write(PASSWORD + "\n")
        instance = self.instance("one", kafka, google, kafka__servers=kafka.secure_servers, kafka__security="sasl_tls",
                                 kafka__sasl__mechanism="SCRAM-SHA-512", kafka__sasl__user=USER,
                                 kafka__ca=kafka.certificates.authority)
        instance.environment["ROWCAST_KAFKA_PASSWORD_FILE"] = password
        self.produce(kafka, forms.shuffled(forms.some(3), 300))
        instance.catch_up()
        self.judge(google)
        self.assertEqual(len(kcat.consume(kafka.secure_servers, "forms", kcat.secured(kafka))), 900)


if __name__ == "__main__":
    unittest.main()
