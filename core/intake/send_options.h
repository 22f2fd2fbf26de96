#pragma once
/// The words of `rowcast send`. Pure; any thread. A wrong word is FixSettings and named.
///
///   rowcast send [--form FORM]… [--count N] [--rate N] [--profile SHAPE] [--broken PERCENT] [--repeat
///   PERCENT] [--edit PERCENT]
///                [--size BYTES] [--new-questions-after N] [--seed N] [--topic TOPIC] [--file PATH]
///
///   FORM     customer-feedback, job-application, crop-survey (all three if none is named), or any other id:
///   a form is
///            made up for it
///   --count  records to send; 0: until stopped; without the word 100, or all of --file
///   --rate   records a second; 0 or no such word: as fast as Kafka takes them
///   SHAPE    google (default), flat, nested
///   --broken --repeat   that share of records is broken, or repeats an earlier response
///   --edit   that share of records submits an earlier response again with other answers
///   --size   lengthen a text answer until a record has so many bytes
///   --new-questions-after   every form grows a question after each N responses
///   --topic  default: the first name in kafka.topics
///   --file   send its records instead: a JSON document a line, or one array of them

#include "core/intake/generator.h"

#include <QStringList>

namespace rowcast::intake {

struct SendOptions {
    Plan plan;
    std::optional<std::int64_t> count;
    double rate = 0; ///< records a second; 0: as fast as they are taken
    QString topic;
    QString file;
};

[[nodiscard]] Result<SendOptions> parseSendOptions(const QStringList& words);

} // namespace rowcast::intake
