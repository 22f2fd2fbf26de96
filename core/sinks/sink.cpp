#include "core/sinks/sink.h"
