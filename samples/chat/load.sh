#!/usr/bin/env bash
# Puts load on the server, and on two small ones of virtual threads and of futures for comparison.
# Everything stays on this machine. Writes target/load/load.md, and load.svg beside it.
#
#   samples/chat/load.sh [--java HOME] [--no-build] [NAME=VALUE...]
#
#   --java HOME   the JDK (default: JAVA_HOME, or else the java on the path). Virtual threads need 21
#   --no-build    takes the classes that are there
#   servers       coroutines,threads,futures
#   connections   10000, at most 20000. Each needs an open file in two processes: see ulimit -n
#   rates         250,500,1000,2000,4000: messages per second, until the server does not keep up
#   seconds       10 for each rate, at most 120
#   room          10 readers of each message
#   database      h2, postgres, or memory (H2 without a file)
#   heap          1g for the server
set -euo pipefail
exec bash "$(dirname "$0")/run-tool.sh" dev.suspendable.samples.chat.load.Load "$@"
