#!/usr/bin/env bash
# Measures what the processor costs at compile time and writes results/compile-<jdk>.json, which
# RESULTS.md shows.
#
#   samples/benchmarks/compile-cost.sh [--java HOME] [--runs N] [--no-build] [--out FILE]
#
# HOME is the JDK whose javac is measured (default: JAVA_HOME), N how often (default: 7).
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
java_home=${JAVA_HOME:-} runs=7 build=yes out=''
while (($#)); do
  case $1 in
    --java) java_home=$2; shift ;;
    --runs) runs=$2; shift ;;
    --no-build) build=no ;;
    --out) out=$2; shift ;;
    *) sed -n '2,8s/^# \{0,1\}//p' "$0" >&2; exit 2 ;;
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
jar() { ls "$root/$1"/target/suspendable-"$1"-*.jar | grep -Ev -- '-(sources|javadoc|tests)\.jar$' | head -n 1; }
"$java_home/bin/java" "$here/compile-cost/CompileCost.java" "$java_home" \
  "$(jar annotations):$(jar runtime)" "$(jar processor)" "$runs" "$jdk" \
  "${out:-$here/results/compile-$jdk.json}"
[[ -n $out ]] || python3 "$here/report/report.py" all "$here"
