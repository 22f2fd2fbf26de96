#pragma once
/// The admin's own profiles: one file each in the data dir's folder `profiles`, in the schema of
/// resources/profiles/README.md. A file that is wrong is a problem of its own; the others hold. Any thread,
/// one at a time.

#include "core/model/pipeline_report.h"
#include "core/transform/profile.h"

#include <QString>

#include <vector>

namespace rowcast::app {

class ProfileFolder {
public:
    explicit ProfileFolder(QString path) : path_(std::move(path)) {}

    struct File {
        QString name; ///< of the file, without .json
        std::string text;
        Result<transform::Profile> profile;
    };
    /// By file name. A second file that gives a profile the name of an earlier one is wrong.
    [[nodiscard]] std::vector<File> load() const;
    [[nodiscard]] bool has(const QString& name) const;
    /// Writes the text to the file of that name, whole or not at all, and gives the profile back. A text that
    /// is wrong changes nothing.
    [[nodiscard]] Result<transform::Profile> save(const QString& name, const std::string& text) const;
    [[nodiscard]] Result<> remove(const QString& name) const;

private:
    [[nodiscard]] QString pathOf(const QString& name) const;

    QString path_;
};

/// What is wrong with the files, a sentence each.
[[nodiscard]] std::vector<PipelineProblem> problemsOf(const std::vector<ProfileFolder::File>& files);

} // namespace rowcast::app
