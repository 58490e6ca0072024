#!/usr/bin/env bash
# The benchmarks that lie in the test trees of analytics and ingest, as they need what only tests may see; called by
# ./gengfu bench kernels [NAME] and ./gengfu bench missed-events [CLIP...], which set $root and $java.
#   kernels        every kernel of analysis and receiving beside its twin in OpenCV or plain Java (JMH)
#   missed-events  what decoding by activity misses of a full decode, over the scenes beside the project
set -euo pipefail

trial=$1
shift
modules=(analytics)
[ "$trial" = kernels ] && modules+=(ingest)
if [ "$trial" = missed-events ]; then
  scenes=$(dirname "$root")/shared/scenes
  [ -d "$scenes/composed" ] || { echo "gengfu: bench missed-events plays the scenes in $scenes, and there are none" >&2; exit 2; }
fi

echo "building the benchmarks" >&2
(cd "$root" && mvn -B -q -Dweb.skip=true -Dspotless.check.skip=true -pl "$(IFS=,; echo "${modules[*]}")" -am test-compile \
  dependency:build-classpath -Dmdep.outputFile=target/test-classpath -Dmdep.includeScope=test) >&2
classpath=
for module in "${modules[@]}"; do
  target=$root/$module/target
  classpath+=${classpath:+:}$target/test-classes:$target/classes:$(<"$target/test-classpath")
done
options=(-Dfile.encoding=UTF-8 -Djava.awt.headless=true)
major=$("$java" -version 2>&1 | sed -n '1s/.*version "\([0-9]*\).*/\1/p')
[ "$major" -ge 22 ] && options+=(--enable-native-access=ALL-UNNAMED)
[ "$major" -ge 23 ] && options+=(--sun-misc-unsafe-memory-access=allow)

case $trial in
  kernels)
    # JMH's own part of the benchmarks is generated here, so that the build never has to.
    out=$root/analytics/target/jmh-classes
    rm -rf "$out"
    mkdir -p "$out"
    javac=javac
    case $java in */*) javac=${java%/*}/javac ;; esac
    find "${modules[@]/#/$root/}" -path '*/src/test/java/*' -name '*Kernels.java' -print0 | xargs -0 "$javac" --release 17 -nowarn \
      -processor org.openjdk.jmh.generators.BenchmarkProcessor -processorpath "$classpath" -cp "$classpath" -d "$out"
    exec "$java" "${options[@]}" -cp "$out:$classpath" org.gengfu.analytics.kernels.KernelTable "$@"
    ;;
  missed-events)
    exec "$java" "${options[@]}" -Xmx1g -cp "$classpath" org.gengfu.analytics.pipeline.MissedEvents "$scenes/composed" "$scenes/real" "$@"
    ;;
esac
