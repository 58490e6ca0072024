#!/usr/bin/env bash
# Runs the fuzz targets for real, one after another: coverage-guided (Jazzer), in a small heap, over the corpora that are kept.
# Called by ./gengfu fuzz, which has set $root and $java. A finding is written beside the kept corpus, as a test from then on.
set -euo pipefail

runs=1000000
list=
keep=
wanted=()
heap=${GENGFU_FUZZ_HEAP:-256m}
direct=64m

usage() {
  cat <<'EOT'
gengfu fuzz [TARGET...] [--runs N] [--keep]    each target N times (a million): executions, findings, peak memory
gengfu fuzz --list                             the targets
  --keep   adds what new ground the run has covered, as small files, to the kept corpus
EOT
}

while [ $# -gt 0 ]; do
  case $1 in
    --runs) runs=${2:?a number}; shift ;;
    --keep) keep=yes ;;
    --list) list=yes ;;
    -h | --help) usage; exit 0 ;;
    -*) usage >&2; exit 2 ;;
    *) wanted+=("$1") ;;
  esac
  shift
done

targets() { # name module class file, one a line
  local file class
  find "$root" -path '*/src/test/java/*FuzzTest.java' -not -path '*/target/*' | sort | while read -r file; do
    class=${file#*/src/test/java/}
    class=${class%.java}
    local name=${class##*/}
    name=$(sed -E 's/FuzzTest$//; s/([a-z0-9])([A-Z])/\1-\2/g' <<<"$name" | tr '[:upper:]' '[:lower:]')
    printf '%s %s %s %s\n' "$name" "${file%/src/test/java/*}" "${class//\//.}" "$file"
  done
}

all=$(targets)
if [ -n "$list" ]; then
  awk '{print $1}' <<<"$all"
  exit 0
fi
for name in ${wanted[@]+"${wanted[@]}"}; do
  awk -v n="$name" '$1 == n {found = 1} END {exit !found}' <<<"$all" || {
    printf "there is no fuzz target '%s'; there are:\n%s\n" "$name" "$(awk '{print "  " $1}' <<<"$all")" >&2
    exit 2
  }
done

chosen=$all
if [ ${#wanted[@]} -gt 0 ]; then
  chosen=$(awk -v names=" ${wanted[*]} " 'index(names, " " $1 " ")' <<<"$all")
fi
modules=$(awk '{print $2}' <<<"$chosen" | sort -u | sed "s|^$root/||" | paste -sd, -)
echo "building the tests of $modules" >&2
(cd "$root" && mvn -B -q -Dweb.skip=true -Dspotless.check.skip=true -pl "$modules" -am test-compile \
  dependency:build-classpath -Dmdep.outputFile=target/test-classpath -Dmdep.includeScope=test) >&2

work=$(mktemp -d)
child=
trap '[ -z "$child" ] || kill "$child" 2>/dev/null || true; rm -rf "$work"' EXIT
trap 'exit 130' INT TERM
options=(-XX:+UseSerialGC "-Xmx$heap" "-XX:MaxDirectMemorySize=$direct" -Dfile.encoding=UTF-8)
major=$("$java" -version 2>&1 | sed -n '1s/.*version "\([0-9]*\).*/\1/p')
[ "$major" -ge 21 ] && options+=(-XX:+EnableDynamicAgentLoading)
[ "$major" -ge 22 ] && options+=(--enable-native-access=ALL-UNNAMED)
[ "$major" -ge 23 ] && options+=(--sun-misc-unsafe-memory-access=allow)

# Jazzer's hints for regular expressions hook every step of every match: they take nine tenths of the time, and ours are short.
jazzer() { # log class arguments...
  local log=$1 class=$2
  shift 2
  nice -n 10 "$java" "${options[@]}" -cp "$classpath" com.code_intelligence.jazzer.Jazzer --target_class="$class" \
    --instrumentation_includes='org.gengfu.**' --custom_hook_includes='org.gengfu.**' --max_duration=24h \
    --disabled_hooks=com.code_intelligence.jazzer.sanitizers.RegexRoadblocks --reproducer_path="$work" "$@" >"$log" 2>&1 &
  child=$!
  local status=0
  wait "$child" || status=$?
  child=
  return $status
}

failed=0
printf '%-26s %12s %9s %12s %14s\n' target executions findings 'runs/s' 'peak memory'
while read -r name module class file; do
  classpath=$module/target/test-classes:$module/target/classes:$(<"$module/target/test-classpath")
  resources=$module/src/test/resources/${class//.//}Inputs
  mkdir -p "$resources" "$work/$name/new"
  log=$work/$name.log
  status=0
  jazzer "$log" "$class" -runs="$runs" -print_final_stats=1 -rss_limit_mb=1024 -timeout=20 \
    -artifact_prefix="$work/$name/" "$work/$name/new" "$resources" || status=$?
  stat() { sed -n "s/^stat::$1: *//p" "$log" | tail -n 1; }
  findings=$(find "$work/$name" -maxdepth 1 -type f | wc -l)
  printf '%-26s %12s %9s %12s %11s MB\n' "$name" "$(stat number_of_executed_units)" "$findings" "$(stat average_exec_per_sec)" "$(stat peak_rss_mb)"
  if [ "$findings" -gt 0 ] || [ "$status" -ne 0 ]; then
    failed=1
    grep -v '^INFO: \(Instrumented\|Loaded\)' "$log" | grep -m1 -A25 -E '^== |Exception|ERROR|Error' >&2 || tail -n 20 "$log" >&2
    for finding in "$work/$name"/*; do
      [ -f "$finding" ] || continue
      cp "$finding" "$resources/${finding##*/}"
      echo "kept as a test: ${resources#"$root"/}/${finding##*/}" >&2
    done
  elif [ -n "$keep" ]; then
    # libFuzzer's own merge: only what adds coverage, the smallest first.
    jazzer "$work/$name.merge.log" "$class" -merge=1 "$resources" "$work/$name/new" || echo "the corpus of $name was not merged" >&2
  fi
done <<<"$chosen"
exit $failed
