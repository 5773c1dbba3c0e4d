#!/usr/bin/env bash
# Runs all workloads and writes results/<jdk>.json, then RESULTS.md and results.svg from all that is
# in results/.
#
#   samples/benchmarks/run.sh              the full run, an hour or so for each JDK
#   samples/benchmarks/run.sh --short      within ten minutes: one round, short iterations, smaller n
#   samples/benchmarks/run.sh --cpu    by CPU time instead of the clock, for a machine that is not quiet
#
# Options:
#   --java HOME     the JDK to measure (default: JAVA_HOME, or else the java on the path)
#   --rounds N      how often everything is run, each time in fresh JVMs (default: 3, short: 1).
#                   Rounds are interleaved: a noisy quarter of an hour does not hit one variant only
#   --only REGEX    only the benchmarks whose name matches, such as 'W2Await.*(suspendable|hand)'.
#                   Prints a table, and leaves results/ and RESULTS.md alone
#   --no-build      take the jars that are there
#   --out DIR       results and raw data go there, and RESULTS.md is left alone
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
mode=full rounds='' only='' build=yes out='' java_home=${JAVA_HOME:-}
while (($#)); do
  case $1 in
    --short) mode=short ;;
    --full) mode=full ;;
    --cpu) mode=cpu ;;
    --java) java_home=$2; shift ;;
    --rounds) rounds=$2; shift ;;
    --only) only=$2; shift ;;
    --no-build) build=no ;;
    --out) out=$2; shift ;;
    *) sed -n '2,19s/^# \{0,1\}//p' "$0" >&2; exit 2 ;;
  esac
  shift
done
java=java
[[ -n $java_home ]] && java=$java_home/bin/java

if [[ $build = yes ]]; then
  (cd "$here/../.." && mvn -B -q -Pbenchmarks -Dmaven.test.skip=true -Dspotless.check.skip=true \
    package -pl samples/benchmarks -am)
fi

# What is recorded does not say where this machine keeps its JDKs: the JDK stands beside it.
command="samples/benchmarks/run.sh --$mode"
[[ -z $rounds ]] || command+=" --rounds $rounds"
[[ -z $only ]] || command+=" --only '${only//\\/\\\\}'"

jdk=$("$java" -XshowSettings:properties -version 2>&1 \
  | sed -n 's/^ *java.specification.version = //p')
raw=${out:-$here/target/benchmarks}/raw-$jdk
rm -rf "$raw"
mkdir -p "$raw"
printf '{"command": "%s", "mode": "%s", "date": "%s", "processors": %s, "cpu": "%s"}\n' \
  "$command" "$mode" "$(date -u +%Y-%m-%d)" "$(nproc 2>/dev/null || echo 0)" \
  "$(sed -n 's/^model name[^:]*: *//p' /proc/cpuinfo 2>/dev/null | head -n 1)" > "$raw/run.json"

exclude=()
((jdk < 21)) && exclude=(-e '\.(virtualThread|rawContinuation)')

if [[ $mode = cpu ]]; then
  rounds=${rounds:-1}
elif [[ $mode = short ]]; then
  # A smaller heap to begin with: its pages are touched beforehand, and that takes its time.
  iterations=(-wi 3 -w 500ms -i 3 -r 500ms -jvmArgsAppend -Xms2g)
  rounds=${rounds:-1}
else
  iterations=()
  rounds=${rounds:-3}
fi

# The parameters of the short mode; cost per operation does not depend on them, only the time.
parameters() {
  [[ $mode = full ]] && return 0
  case $1 in
    W1Generator | W1fPush | W2Await | W3Suspend) echo "-p n=1000000" ;;
    W4Recursion) echo "-p depth=1000000" ;;
  esac
}

workloads="W1Generator W1fPush W1bTreeWalk W2Await W3Suspend W4Recursion W4sShallow
  W5SkynetOneThread W5SkynetTwoThreads W7PingPong W7Stream W8SizeCliff W9Chain W9Gather W9Sleeps
  W10Throw"
retained="suspendable suspendableAwaited suspendableChecked hand handWithHandle kotlin kotlinLaunch
  completableFuture"
((jdk >= 21)) && retained="$retained virtualThread rawContinuation"

for ((round = 1; round <= rounds; round++)); do
  for workload in $workloads; do
    pattern="\\.$workload\\."
    if [[ $mode = cpu ]]; then
      # shellcheck disable=SC2046
      "$java" -cp "$here/target/benchmarks.jar" dev.suspendable.samples.benchmarks.CpuTime \
        "$workload" "$raw/$workload-$round.json" 250 $(parameters "$workload" | sed 's/-p //g')
      echo "round $round: $workload"
      continue
    fi
    if [[ -n $only ]]; then
      names=$("$java" -jar "$here/target/benchmarks.jar" -l "$only" | grep "\\.$workload\\.") || continue
      pattern="^(${names//$'\n'/|})\$"
    fi
    # shellcheck disable=SC2046
    "$java" -jar "$here/target/benchmarks.jar" "$pattern" ${exclude[@]+"${exclude[@]}"} \
      -f 1 ${iterations[@]+"${iterations[@]}"} $(parameters "$workload") -prof gc -foe false \
      -rf json -rff "$raw/$workload-$round.json" -o "$raw/$workload-$round.log"
    echo "round $round: $workload"
  done
  [[ -z $only || $only = *W6* ]] || continue
  for variant in $retained; do
    "$java" -Xms4g -Xmx4g -XX:+UseG1GC --add-exports=java.base/jdk.internal.vm=ALL-UNNAMED \
      -Djdk.virtualThreadScheduler.parallelism=1 -cp "$here/target/benchmarks.jar" \
      dev.suspendable.samples.benchmarks.W6Retained "$variant" 1000000 \
      >> "$raw/W6Retained-$round.jsonl" || echo "W6Retained $variant failed" >&2
  done
  echo "round $round: W6Retained"
done

if [[ -n $only ]]; then
  python3 "$here/report/report.py" collect "$raw" "$raw/results.json"
  python3 "$here/report/report.py" table "$raw/results.json"
elif [[ -n $out ]]; then
  python3 "$here/report/report.py" collect "$raw" "$out/jdk-$jdk.json"
  python3 "$here/report/report.py" table "$out/jdk-$jdk.json"
else
  mkdir -p "$here/results"
  python3 "$here/report/report.py" collect "$raw" "$here/results/jdk-$jdk.json"
  python3 "$here/report/report.py" all "$here"
fi
