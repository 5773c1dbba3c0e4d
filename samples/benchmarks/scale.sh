#!/usr/bin/env bash
# Measures what a coroutine costs when there are many (Scale), and prints a table for SCALE.md.
#
#   samples/benchmarks/scale.sh [--java HOME] [--rounds N] [--only REGEX] [--no-build] [--out DIR]
#
# HOME is the JDK to measure (default: JAVA_HOME, or else the java on the path). Each part runs for
# each number in a JVM of its own, N rounds one after the other (default: 3), and medians are shown.
# REGEX chooses parts, such as 'timers|chain'.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
java_home=${JAVA_HOME:-} rounds=3 only=. build=yes out=$here/target/scale
while (($#)); do
  case $1 in
    --java) java_home=$2; shift ;;
    --rounds) rounds=$2; shift ;;
    --only) only=$2; shift ;;
    --no-build) build=no ;;
    --out) out=$2; shift ;;
    *) sed -n '2,8s/^# \{0,1\}//p' "$0" >&2; exit 2 ;;
  esac
  shift
done
java=java
[[ -n $java_home ]] && java=$java_home/bin/java
if [[ $build = yes ]]; then
  (cd "$here/../.." && mvn -B -q -Pbenchmarks -Dmaven.test.skip=true -Dspotless.check.skip=true \
    package -pl samples/benchmarks -am)
fi
jdk=$("$java" -XshowSettings:properties -version 2>&1 | sed -n 's/^ *java.specification.version = //p')
mkdir -p "$out"
results=$out/$jdk.jsonl
: > "$results"

parts="live liveHand chainDirect chainReturn chainValues chainParked skynetOne skynetTwo
  timersSame timersSameJdk timersSpread timersSpreadJdk"
for ((round = 1; round <= rounds; round++)); do
  for part in $parts; do
    [[ $part =~ $only ]] || continue
    numbers="10000 100000 1000000"
    [[ $part = chain* ]] && numbers="$numbers 10000000"
    for n in $numbers; do
      "$java" -Xms2g -Xmx2g -XX:+UseG1GC -XX:+AlwaysPreTouch -cp "$here/target/benchmarks.jar" \
        dev.suspendable.samples.benchmarks.Scale "$part" "$n" >> "$results" \
        || echo "$part $n failed" >&2
    done
    echo "round $round: $part" >&2
  done
done
python3 "$here/report/scale.py" "$results"
