#!/usr/bin/env bash
# Runs the race tests of the runtime by jcstress. Fails if a test saw a forbidden outcome, or did not run.
#
#   samples/stress/run.sh            some minutes: each test in one JVM, whose C2 schedules at random
#   samples/stress/run.sh --full     hours: each test in all modes of jcstress, with the
#                                    two sides interpreted, compiled by C1 and by C2
#
# Options:
#   --java HOME     the JDK to run on (default: JAVA_HOME, or else the java on the path)
#   --only REGEX    only the tests whose name matches, such as 'WhenAllRaces|OneResumption.Resume'
#   --iterations N  without --full: so many runs of each test, a second each (default: 10; 5 before JDK 18)
#   --no-build      use the existing jars
#
# Two processors suffice. The results are in target/stress/jdk-N: index.html and log.txt.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
mode=quick only=. iterations= build=yes java_home=${JAVA_HOME:-}
while (($#)); do
  case $1 in
    --full) mode=full ;;
    --java) java_home=$(cd "$2" && pwd); shift ;;
    --only) only=$2; shift ;;
    --iterations) iterations=$2; shift ;;
    --no-build) build=no ;;
    *) sed -n '2,14s/^# \{0,1\}//p' "$0" >&2; exit 2 ;;
  esac
  shift
done
java=java
[[ -n $java_home ]] && java=$java_home/bin/java

if [[ $build = yes ]]; then
  (cd "$here/../.." && mvn -B -q -Pstress -Dmaven.test.skip=true -Dspotless.check.skip=true \
    package -pl samples/stress -am)
fi

jdk=$("$java" -XshowSettings:properties -version 2>&1 \
  | sed -n 's/^ *java.specification.version = //p')
results=$here/target/stress/jdk-$jdk
rm -rf "$results"
mkdir -p "$results"

options=(-m default)
if [[ $mode = quick ]]; then
  # One JVM for each test, in which code is interpreted at first, then compiled by C1, then by C2; or
  # two if the JVM has biased locking, because jcstress tries each JVM with it and without.
  [[ -n $iterations ]] || iterations=$((jdk < 18 ? 5 : 10))
  options=(-m quick -iters "$iterations" -pth false -sc false
    -jvmArgs "-XX:+StressLCM -XX:+StressGCM -XX:+StressIGVN -XX:+StressCCP")
fi

cd "$results" # jcstress writes its raw data to the working directory
status=0
"$java" -jar "$here/target/stress.jar" "${options[@]}" -v -t "$only" -r "$results" \
  | tee "$results/log.txt" || status=$?

# jcstress itself fails for forbidden outcomes, but succeeds if no test ran.
for line in 'Failed tests: No matches' 'Error tests: No matches'; do
  grep -q "$line" "$results/log.txt" || status=1
done
grep -q '\[SKIPPED\]\|FATAL: ' "$results/log.txt" && status=1
((status == 0)) && say='No forbidden outcome' || say='FAILED'
echo "$say: $results/index.html"
exit "$status"
