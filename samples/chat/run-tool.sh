#!/usr/bin/env bash
# For load.sh and faults.sh: builds the sample and runs one of the classes of its tests.
#   run-tool.sh CLASS [--java HOME] [--no-build] ARGUMENTS...
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
class=$1 build=yes java_home=${JAVA_HOME:-}
shift
while (($#)); do
  case $1 in
    --java) java_home=$2; shift 2 ;;
    --no-build) build=no; shift ;;
    *) break ;;
  esac
done
if [[ $build = yes ]]; then
  (cd "$here/../.." && mvn -B -ntp -q -DskipTests -Dspotless.check.skip=true \
    process-test-classes -pl samples/chat -am)
fi
java=java
[[ -n $java_home ]] && java=$java_home/bin/java
cd "$here"
exec "$java" -cp "target/test-classes:target/classes:$(< target/test-classpath)" "$class" "$@"
