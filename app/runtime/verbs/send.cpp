#include "app/runtime/unix_signals.h"
#include "app/runtime/verbs/kafka_password.h"
#include "app/runtime/verbs/verbs.h"
#include "core/base/counted.h"
#include "core/intake/simulator.h"
#include "core/kafka/producer.h"
#include "core/settings/settings_file.h"

#include <QCoreApplication>
#include <QFile>

namespace rowcast::app {

namespace {

Result<intake::Shape> shapeOf(const QString& word) {
    if (word == u"google") return intake::Shape::Google;
    if (word == u"flat") return intake::Shape::Flat;
    if (word == u"nested") return intake::Shape::Nested;
    return fail(Remedy::FixSettings, QStringLiteral("“%1” is not one of google, flat, nested.").arg(word));
}

Result<double> numberOf(const VerbLine& line, const char* option, double least, double most) {
    bool isNumber = false;
    const double number = line.value(option).toDouble(&isNumber);
    if (isNumber && number >= least && number <= most) return number;
    return fail(Remedy::FixSettings, QStringLiteral("--%1 wants a number from %2 to %3.")
                                         .arg(QLatin1String(option))
                                         .arg(least)
                                         .arg(most, 0, 'g', 12));
}

struct Job {
    KafkaConfig kafka;
    std::string topic;
    intake::Source source;
    double rate = 0;
};

Result<intake::Source> sourceOf(const VerbLine& line, std::int64_t count) {
    if (line.has("file")) {
        QFile file(line.value("file"));
        if (!file.open(QIODevice::ReadOnly))
            return fail(Remedy::FixSettings,
                        QStringLiteral("%1 cannot be read: %2.").arg(file.fileName(), file.errorString()));
        return intake::recordsIn(file.readAll()).map([&](std::vector<intake::Produced> records) {
            return intake::listed(std::move(records), line.has("count") ? count : 0);
        });
    }
    intake::Plan plan;
    for (const QString& form : line.value("forms").split(u',', Qt::SkipEmptyParts))
        plan.forms.push_back(intake::formNamed(FormId(form.trimmed().toStdString())));
    if (plan.forms.empty()) plan.forms = intake::demoForms();
    const auto shape = shapeOf(line.value("shape"));
    const auto broken = numberOf(line, "broken", 0, 1);
    const auto repeated = numberOf(line, "repeated", 0, 1);
    const auto edited = numberOf(line, "edited", 0, 1);
    const auto size = numberOf(line, "size", 0, 20e6);
    const auto seed = numberOf(line, "seed", 0, 1e15);
    const auto growing = numberOf(line, "new-question-after", 0, 1e12);
    if (!shape) return fail(shape.error());
    for (const auto* number : {&broken, &repeated, &edited, &size, &seed, &growing})
        if (!*number) return fail(number->error());
    plan.shape = *shape;
    plan.broken = *broken;
    plan.repeated = *repeated;
    plan.edited = *edited;
    plan.size = static_cast<std::size_t>(*size);
    plan.seed = static_cast<std::uint64_t>(*seed);
    plan.newQuestionsAfter = static_cast<std::int64_t>(*growing);
    return intake::generated(std::move(plan), count);
}

Result<Job> jobOf(const VerbLine& line) {
    Job job;
    auto settings = settings::SettingsFile(line.dataDir()).load();
    if (!settings) return fail(std::move(settings.error()));
    job.kafka = settings->kafka();
    if (line.has("servers")) job.kafka.servers = line.value("servers");
    const QString topic = line.has("topic") ? line.value("topic") : job.kafka.topics.value(0);
    if (job.kafka.servers.isEmpty() || topic.isEmpty() || topic.startsWith(u'^'))
        return fail(Remedy::FixSettings,
                    QStringLiteral("Say where to: --servers HOST:PORT --topic NAME, or set kafka.servers "
                                   "and kafka.topics."));
    job.topic = topic.toStdString();
    auto password = kafkaPasswordFor(*settings);
    if (!password) return fail(std::move(password.error()));
    job.kafka.saslPassword = QString::fromUtf8(password->reveal());
    const auto count = numberOf(line, "count", 0, 1e12);
    const auto rate = numberOf(line, "rate", 0, 1e7);
    if (!count) return fail(count.error());
    if (!rate) return fail(rate.error());
    job.rate = *rate;
    auto source = sourceOf(line, static_cast<std::int64_t>(*count));
    if (!source) return fail(std::move(source.error()));
    job.source = std::move(*source);
    return job;
}

int send(const Job& job) {
    kafka::Producer producer;
    if (const auto opened = producer.open(job.kafka); !opened) return printError(opened.error());
    std::int64_t stored = 0;
    std::optional<Error> problem;
    intake::Simulator simulator(job.source, job.rate, [&](const intake::Produced& made) {
        return producer.send({0, job.topic, made.key, made.value, {}, std::nullopt}).has_value();
    });
    bool finished = false;
    const auto look = [&] {
        if (problem || (finished && producer.underWay() == 0))
            QCoreApplication::exit(problem ? Failed : Done);
    };
    QObject::connect(&producer, &kafka::Producer::reports, &producer,
                     [&](const std::vector<kafka::Report>& reports) {
                         for (const kafka::Report& report : reports) {
                             stored += report.error ? 0 : 1;
                             if (report.error) problem = report.error;
                         }
                         look();
                     });
    QObject::connect(&producer, &kafka::Producer::failed, &producer,
                     [](const Error& error) { printError(error); });
    QObject::connect(&simulator, &intake::Simulator::finished, &producer, [&] {
        finished = true;
        look();
    });
    UnixSignals unixSignals;
    QObject::connect(&unixSignals, &UnixSignals::endRequested, &producer, [&] {
        simulator.stop();
        finished = true;
        look();
    });
    QMetaObject::invokeMethod(&simulator, &intake::Simulator::start, Qt::QueuedConnection);
    const int code = QCoreApplication::exec();
    print(QStringLiteral("Sent %1 to %2.")
              .arg(counted(stored, QStringLiteral("record"), QStringLiteral("records")),
                   QString::fromStdString(job.topic)));
    return problem ? printError(*problem) : code;
}

} // namespace

int runSend(const Invocation& invocation) {
    const QString n = QStringLiteral("N");
    const auto option = [](const char* name, const char* help, const QString& value,
                           const char* standard = "") {
        return QCommandLineOption(QLatin1String(name), QString::fromUtf8(help), value,
                                  QLatin1String(standard));
    };
    VerbLine line(
        invocation,
        {option("servers", "Kafka's servers (else kafka.servers).", QStringLiteral("HOST:PORT")),
         option("topic", "The topic (else the first of kafka.topics).", QStringLiteral("NAME")),
         option("forms", "Forms by id, comma between (else the three of the demo).", QStringLiteral("IDS")),
         option("shape", "As a form product sends them: google, flat or nested.", QStringLiteral("SHAPE"),
                "google"),
         option("count", "So many records; 0: without end.", n, "100"),
         option("rate", "So many a second; 0: as fast as Kafka takes them.", n, "0"),
         option("broken", "Share of broken records, 0 to 1.", n, "0"),
         option("repeated", "Share of repeated responses, 0 to 1.", n, "0"),
         option("edited", "Share of responses submitted again with other answers, 0 to 1.", n, "0"),
         option("size", "Lengthen each record to so many bytes.", n, "0"),
         option("seed", "Other responses for another number.", n, "1"),
         option("new-question-after", "A form grows a question after so many responses; 0: never.", n, "0"),
         option("file", "Send the JSON documents of FILE, one a line, instead.", QStringLiteral("FILE"))});
    if (const auto code = line.parse()) return *code;
    if (!line.words().isEmpty()) return line.misused(QStringLiteral("“send” takes no words."));
    const auto job = jobOf(line);
    return job ? send(*job) : line.misused(job.error().what);
}

} // namespace rowcast::app
