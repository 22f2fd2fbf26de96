#pragma once
/// Owner of one thread and the objects that live on it: its destructor quits the event loop, waits, and the
/// objects are deleted on their own thread. The only way this program owns a thread with an event loop. Made
/// and destroyed on one thread.

#include <QObject>
#include <QThread>

#include <memory>

namespace rowcast {

class WorkerThread {
public:
    explicit WorkerThread(const QString& name);
    ~WorkerThread();
    WorkerThread(const WorkerThread&) = delete;
    WorkerThread& operator=(const WorkerThread&) = delete;

    /// Moves `object` (no parent) to the thread, which deletes it when the thread ends; returns it for
    /// connecting.
    template <class T>
    T* adopt(std::unique_ptr<T> object) {
        T* raw = object.release();
        take(raw);
        return raw;
    }

private:
    void take(QObject* object);

    std::unique_ptr<QThread> thread_;
};

} // namespace rowcast
