#!/usr/bin/env bash
# Measures what the processor costs at compile time and writes results/compile-<jdk>.json, which
# RESULTS.md shows.
#
#   samples/benchmarks/compile-cost.sh [--java HOME] [--runs N] [--no-build] [--out FILE] [--before ROOT]
#
# HOME is the JDK whose javac is measured (default: JAVA_HOME), N how often a small project is
# compiled by a new process (default: 7): a large one half as often, and one in a warm JVM twice as
# often. ROOT is the root of another commit, built there with `mvn package`, which is measured in
# the same run.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
java_home=${JAVA_HOME:-} runs=7 build=yes out='' before=''
while (($#)); do
  case $1 in
    --java) java_home=$2; shift ;;
    --runs) runs=$2; shift ;;
    --no-build) build=no ;;
    --out) out=$2; shift ;;
    --before) before=$2; shift ;;
    *) sed -n '2,10s/^# \{0,1\}//p' "$0" >&2; exit 2 ;;
  esac
  shift
done
[[ -n $java_home ]] || java_home=$(dirname "$(dirname "$(readlink -f "$(command -v javac)")")")
root=$here/../..
if [[ $build = yes ]]; then
  (cd "$root" && mvn -B -q -Dmaven.test.skip=true -Dspotless.check.skip=true package \
    -pl annotations,runtime,processor)
fi
jdk=$("$java_home/bin/java" -XshowSettings:properties -version 2>&1 \
  | sed -n 's/^ *java.specification.version = //p')
jar() { ls "$1/$2"/target/suspendable-"$2"-*.jar | grep -Ev -- '-(sources|javadoc|tests)\.jar$' | head -n 1; }
# The class path and the processor of a version.
version() { echo "$(jar "$1" annotations):$(jar "$1" runtime)" "$(jar "$1" processor)"; }
classes=$(mktemp -d)
trap 'rm -rf "$classes"' EXIT
"$java_home/bin/javac" -d "$classes" "$here"/compile-cost/*.java
# shellcheck disable=SC2046
"$java_home/bin/java" -cp "$classes" CompileCost "$java_home" "$jdk" "$runs" \
  "${out:-$here/results/compile-$jdk.json}" now $(version "$root") ${before:+before $(version "$before")}
[[ -n $out ]] || python3 "$here/report/report.py" all "$here"
