#include "core/base/worker_thread.h"

namespace rowcast {

WorkerThread::WorkerThread(const QString& name) : thread_(std::make_unique<QThread>()) {
    thread_->setObjectName(name);
    thread_->start();
}

WorkerThread::~WorkerThread() {
    thread_->quit();
    thread_->wait();
}

void WorkerThread::take(QObject* object) {
    Q_ASSERT(!object->parent());
    object->moveToThread(thread_.get());
    QObject::connect(thread_.get(), &QThread::finished, object, &QObject::deleteLater);
}

} // namespace rowcast
