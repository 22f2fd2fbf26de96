// What decode + profile + map cost, beside a plain simdjson parse and QJsonDocument of the same bytes.
#include "core/transform/transformer.h"

#include <QJsonDocument>

#include <algorithm>
#include <cstdio>
#include <cstring>
#include <ctime>

using namespace rowcast;
using namespace rowcast::transform;

namespace {

constexpr int kRounds = 7;
constexpr int kRecords = 20'000;
constexpr double kMostMicros = 1.0;     // of a flat response of about 600 bytes, on a quiet core
constexpr double kLeastMegabytes = 300; // a second, of Google Forms responses: aimed at
constexpr double kMostOverPlain = 4.0;  // times the plain parse: what a busy machine may still show

std::string flat(int number) {
    std::string out = R"({"formId":"bench-form","responseId":"resp-)" + std::to_string(number) +
                      R"(","submittedAt":"2026-02-03T08:15:30.120Z")";
    for (int question = 0; question < 12; ++question)
        out += ",\"question_" + std::to_string(question) + "\":\"answer " +
               std::to_string(number * 31 + question) + " of some words\"";
    return out + "}";
}

std::string googleForms(int number) {
    std::string out =
        R"({"formId":"bench-form","responseId":"resp-)" + std::to_string(number) +
        R"(","createTime":"2026-02-03T08:15:30Z","lastSubmittedTime":"2026-02-03T08:15:30.120Z","answers":{)";
    for (int question = 0; question < 12; ++question) {
        const std::string id = "0a1b2c" + std::to_string(10 + question);
        out += (question > 0 ? ",\"" : "\"") + id + R"(":{"questionId":")" + id +
               R"(","textAnswers":{"answers":[{"value":"answer )" + std::to_string(number * 31 + question) +
               R"( of some words"}]}})";
    }
    return out + "}}";
}

/// Records in batches of 1000, as the consumer sends them.
std::vector<RecordBatch> batches(std::string (*make)(int), std::size_t& bytes) {
    std::vector<RecordBatch> out;
    for (int first = 0; first < kRecords; first += 1000) {
        auto values = std::make_shared<std::vector<std::string>>();
        for (int i = 0; i < 1000; ++i)
            values->push_back(make(first + i));
        RecordBatch batch{{"topic", 0}, 1, {}, values};
        for (const std::string& value : *values) {
            Record record;
            record.offset = first++;
            record.value = value;
            bytes += value.size();
            batch.records.push_back(record);
        }
        first -= 1000;
        out.push_back(std::move(batch));
    }
    return out;
}

/// Microseconds of CPU a record, the best of some rounds: what else runs only adds.
template <class Work>
double micros(const std::vector<RecordBatch>& all, Work work) {
    double best = 1e9;
    for (int round = 0; round < kRounds; ++round) {
        const std::clock_t start = std::clock();
        for (const RecordBatch& batch : all)
            work(batch);
        best = std::min(best, static_cast<double>(std::clock() - start) * 1e6 / CLOCKS_PER_SEC / kRecords);
    }
    return best;
}

double plainParse(const std::vector<RecordBatch>& all) {
    simdjson::dom::parser parser;
    std::vector<char> scratch(1 << 20);
    return micros(all, [&](const RecordBatch& batch) {
        for (const Record& record : batch.records) {
            std::memcpy(scratch.data(), record.value.data(), record.value.size());
            if (parser.parse(scratch.data(), record.value.size(), false).error() != simdjson::SUCCESS)
                std::abort();
        }
    });
}

double qJson(const std::vector<RecordBatch>& all) {
    return micros(all, [](const RecordBatch& batch) {
        for (const Record& record : batch.records)
            if (QJsonDocument::fromJson(
                    QByteArray::fromRawData(record.value.data(), static_cast<qsizetype>(record.value.size())))
                    .isNull())
                std::abort();
    });
}

double ours(const std::vector<RecordBatch>& all) {
    ProfileSet profiles = ProfileSet::builtIn();
    Transformer transformer(profiles, {{QTimeZone::utc(), {}, {}, {}}, OnUnknown::Guess});
    return micros(all, [&](const RecordBatch& batch) {
        if (transformer.decode(batch).rows.size() != batch.records.size()) std::abort();
    });
}

bool measure(const char* name, std::string (*make)(int)) {
    std::size_t bytes = 0;
    const std::vector<RecordBatch> all = batches(make, bytes);
    const double plain = plainParse(all);
    const double transform = ours(all);
    const double each = static_cast<double>(bytes) / kRecords;
    std::printf("%s %.2f us/record\n%s-size %.0f bytes\n", name, transform, name, each);
    std::printf("%s-throughput %.0f MB/s (aim: %.0f)\n", name, each / transform, kLeastMegabytes);
    std::printf("%s-ratio %.2f of-a-plain-simdjson-parse (%.2f us)\n", name, transform / plain, plain);
    std::printf("%s-against-qjson %.2f of-QJsonDocument\n", name, transform / qJson(all));
    return transform / plain <= kMostOverPlain;
}

} // namespace

int main() {
    std::printf("transform-aim %.1f us/record\n", kMostMicros);
    const bool first = measure("transform-flat", flat);
    const bool second = measure("transform-google-forms", googleForms);
    return first && second ? 0 : 1;
}
