#pragma once
/// The one place that knows what Google's refusals mean: from an answer, or the lack of one, to a Failure
/// with a remedy and a plain sentence. Pure; any thread.

#include "core/google/call.h"

#include <QNetworkReply>

namespace rowcast::google {

/// How a request ended.
struct Outcome {
    Api api = Api::Sheets;
    const char* name = "";
    bool write = false; ///< it changes something at Google
    int http = 0;       ///< 0: no status line came
    QByteArray body;
    QNetworkReply::NetworkError network = QNetworkReply::NoError;
    QString networkText;
    QString account;       ///< the address that a file must be shared with
    bool tooLarge = false; ///< we stopped reading the answer
};
[[nodiscard]] Failure failureOf(const Outcome& outcome);

/// A 2xx answer whose body does not say what the endpoint promises. A write has been applied.
[[nodiscard]] Failure garbled(const char* name, const QString& problem);
/// A failure for which no request was sent, with the sentence that belongs to `reason`.
[[nodiscard]] Failure unsent(Reason reason, const QString& detail = {});

} // namespace rowcast::google
