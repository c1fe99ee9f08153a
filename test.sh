#!/usr/bin/env bash
# SPDX-FileCopyrightText: 2026 The Sluice developers
# SPDX-License-Identifier: MIT
#
# Usage: ./test.sh [LANE [CTEST OPTION...]]
#
# Installs what is missing (Debian 12), builds, runs the tests; ends with ctest's summary. Without a lane: dev,
# then timed. A lane is a build preset and the test preset of the same name in CMakePresets.json:
#
#   dev     GCC with assertions, every test but those of timed and long
#   timed   the tests that assert a time, optimised, one by one
#   clang   as dev, with clang 14 and its thread-safety analysis as errors
#   asan    address and undefined-behaviour sanitizers, every test that needs no window
#   tsan    thread sanitizer, the same tests
#   clients the SDKs of npm as they are (needs node; fetched once into build/clients), and a real browser
#   fuzz    a million inputs for the fuzz targets, with clang's libFuzzer under both sanitizers
#   long    everything, optimised, also what takes long; then fuzz
#
#   ./test.sh dev -R queue       only the tests whose name has "queue"
set -euo pipefail

root=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)

configuration() {
    case $1 in
    timed | long) echo release ;;
    clients) echo dev ;;
    *) echo "$1" ;;
    esac
}

# The SDKs that tests/clients sends with, as its lock file has them. Nothing of them is run to install them.
fetch_clients() {
    if ! command -v npm >/dev/null; then
        echo 'test.sh: without node and npm the SDKs of npm are left out' >&2
        return
    fi
    mkdir -p build/clients
    if ! cmp -s tests/clients/package-lock.json build/clients/package-lock.json || [[ ! -d build/clients/node_modules ]]; then
        rm -rf build/clients/node_modules
        cp tests/clients/package.json build/clients/
        cp tests/clients/package-lock.json build/clients/
        (cd build/clients && npm ci --ignore-scripts --no-audit --no-fund) || {
            rm -f build/clients/package-lock.json
            return 1
        }
    fi
}

build() {
    cmake --preset "$(configuration "$1")"
    cmake --build --preset "$1"
}

case ${1:-all} in
all) lanes=(dev timed) ;;
dev | timed | clang | asan | tsan | clients | fuzz) lanes=("$1") ;;
long) lanes=(long fuzz) ;;
-h | --help)
    sed -n '5,/^set /s/^# \{0,1\}//p' "${BASH_SOURCE[0]}"
    exit 0
    ;;
*)
    echo "test.sh: no lane is called '$1'; there are dev, timed, clang, asan, tsan, clients, fuzz and long" >&2
    exit 2
    ;;
esac
shift $(($# > 0 ? 1 : 0))

groups=(build ui)
case ${lanes[0]} in
clang | tsan | fuzz) groups+=(clang) ;;
long) groups+=(bench clang) ;;
esac
case ${lanes[0]} in
clients | long) groups+=(browser) ;;
esac
case ${lanes[0]} in
dev | clang | long) groups+=(proof peers) ;;
esac

"$root/resources/build/install_packages.sh" "${groups[@]}"
cd "$root"
case ${lanes[0]} in
clients | long) fetch_clients ;;
esac
for lane in "${lanes[@]}"; do
    build "$lane"
done
for lane in "${lanes[@]}"; do
    ctest --preset "$lane" "$@"
done
