#include "core/base/hash.h"

#include <QByteArray>
#include <QCryptographicHash>

namespace rowcast {

std::string shortHash(std::string_view text, std::size_t characters) {
    // The QByteArray overload: QByteArrayView came with Qt 6.3.
    const QByteArray digest =
        QCryptographicHash::hash(QByteArray::fromRawData(text.data(), static_cast<qsizetype>(text.size())),
                                 QCryptographicHash::Sha256);
    return digest.toBase64(QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals)
        .left(static_cast<qsizetype>(characters))
        .toStdString();
}

} // namespace rowcast
