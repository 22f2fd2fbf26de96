#pragma once
/// The verbs, one small file each. Every one parses its words, does its work or has the running instance do
/// it, and returns an ExitCode. Main thread; a QCoreApplication exists.

#include "app/runtime/command_line.h"

namespace rowcast::app {

int runDelivery(const Invocation& invocation);
int runStatus(const Invocation& invocation);
int runConfig(const Invocation& invocation);
int runActivity(const Invocation& invocation);
int runForms(const Invocation& invocation);
int runQuestions(const Invocation& invocation);
int runSend(const Invocation& invocation);
int runSandbox(const Invocation& invocation);
int runLiveCheck(const Invocation& invocation);
int runAccounts(const Invocation& invocation);
int runCheck(const Invocation& invocation);

} // namespace rowcast::app
