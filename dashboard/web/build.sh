#!/bin/sh
# build.sh build OUT STAMPS | test STAMPS [SKIP]: what Maven runs here. It does only what changed files ask for.
set -eu
cd "$(dirname "$0")"
command -v npm >/dev/null || { echo "npm is missing: install Node.js 20.19 or newer, or build with -Dweb.skip=true" >&2; exit 1; }

# Whether something that the pages are made of, or one of the further files, is newer than the stamp.
changed() {
  stamp=$1
  shift
  [ ! -e "$stamp" ] || [ -n "$(find src public test index.html package-lock.json tsconfig.json vite.config.ts "$@" -newer "$stamp" -print -quit)" ]
}

# The codes of the hub that need texts here.
codes="../src/main/resources/openapi/gengfu.yaml ../../ingest/src/main/java/org/gengfu/ingest/rtsp/Quirk.java"

install() {
  # npm writes this file at the end of an installation.
  if [ ! -e node_modules/.package-lock.json ] || [ package-lock.json -nt node_modules/.package-lock.json ]; then
    npm ci --no-progress
    touch node_modules/.package-lock.json
  fi
}

task=$1
case $task in
  build)
    out=$2 stamps=$3
    if [ -e "$out/index.html" ] && ! changed "$stamps/web-built"; then exit 0; fi
    install
    GENGFU_WEB_OUT="$out" npm run build --silent -- --logLevel warn
    mkdir -p "$stamps" && touch "$stamps/web-built"
    ;;
  test)
    stamps=$2
    [ "${3:-}" = true ] && exit 0
    if ! changed "$stamps/web-tested" $codes; then exit 0; fi
    install
    mkdir -p "$stamps"
    npm test --silent -- --reporter=default --reporter=junit --outputFile.junit="$stamps/vitest-report.xml"
    touch "$stamps/web-tested"
    ;;
  *) echo "unknown task $task" >&2; exit 2 ;;
esac
