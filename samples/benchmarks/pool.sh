#!/usr/bin/env bash
# Measures recycled frames against garbage (PoolOrGarbage) under G1, Parallel and ZGC, and prints a
# table for POOL.md.
#
#   samples/benchmarks/pool.sh [--java HOME] [--rounds N] [--n N] [--heap SIZE] [--no-build] [--out DIR]
#
# HOME is the JDK to measure (default: JAVA_HOME, or else the java on the path). Each variant runs in
# a JVM of its own, N rounds one after the other (default: 3), and medians are shown. --n is the number
# of coroutines for each thread (default: 20000000), SIZE the heap (default: 512m).
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
java_home=${JAVA_HOME:-} rounds=3 n=20000000 heap=512m build=yes out=$here/target/pool
while (($#)); do
  case $1 in
    --java) java_home=$2; shift ;;
    --rounds) rounds=$2; shift ;;
    --n) n=$2; shift ;;
    --heap) heap=$2; shift ;;
    --no-build) build=no ;;
    --out) out=$2; shift ;;
    *) sed -n '2,9s/^# \{0,1\}//p' "$0" >&2; exit 2 ;;
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
raw=$out/$jdk
rm -rf "$raw"
mkdir -p "$raw"

# Body, threads, background.
cases="small/1/0 small/1/100000 object/1/0 object/1/100000 large/1/0 large/1/100000 small/2/0 large/2/0"
for ((round = 1; round <= rounds; round++)); do
  for collector in G1 Parallel Z; do
    for each in $cases; do
      IFS=/ read -r body threads background <<< "$each"
      for frames in plain pooled; do
        name=$raw/$round-$collector-$body-$threads-$background-$frames
        "$java" -Xms"$heap" -Xmx"$heap" -XX:+AlwaysPreTouch "-XX:+Use${collector}GC" \
          "-Xlog:gc,safepoint:file=$name.log:uptimemillis:filecount=0" \
          -cp "$here/target/benchmarks.jar" dev.suspendable.samples.benchmarks.PoolOrGarbage \
          "$body" "$frames" "$background" "$threads" "$n" > "$name.json" || echo "$name failed" >&2
      done
    done
    echo "round $round: $collector" >&2
  done
done
python3 "$here/report/pool.py" "$raw"
