// A sandbox for clients that are not ours: prints its root URL, serves until its input ends.

#include "core/sandbox/local_google.h"

#include <iostream>
#include <string>

int main() {
    rowcast::sandbox::Options options;
    options.quota.enabled = false;
    rowcast::sandbox::LocalGoogle google(options);
    if (!google.start()) return 1;
    std::cout << google.rootUrl() << std::endl;
    for (std::string line; std::getline(std::cin, line);) {
    }
    return 0;
}
