#!/usr/bin/env bash
# Runs the server under faults, and checks what its clients have seen. Writes target/faults/faults.md.
# Takes two minutes.
#
#   samples/chat/faults.sh [--java HOME] [--no-build] [FAULT...]
#
# Faults: kill-h2 kill-postgres database disk vanish clock saturated blocks endless
set -euo pipefail
exec bash "$(dirname "$0")/run-tool.sh" dev.suspendable.samples.chat.fault.Faults "$@"
