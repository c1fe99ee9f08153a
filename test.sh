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
#   long    everything, optimised, also what takes long
#
#   ./test.sh dev -R queue       only the tests whose name has "queue"
set -euo pipefail

root=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)

configuration() {
    case $1 in
    timed | long) echo release ;;
    *) echo "$1" ;;
    esac
}

build() {
    cmake --preset "$(configuration "$1")"
    cmake --build --preset "$1"
}

case ${1:-all} in
all) lanes=(dev timed) ;;
dev | timed | clang | asan | tsan | long) lanes=("$1") ;;
-h | --help)
    sed -n '5,/^set /s/^# \{0,1\}//p' "${BASH_SOURCE[0]}"
    exit 0
    ;;
*)
    echo "test.sh: no lane is called '$1'; there are dev, timed, clang, asan, tsan and long" >&2
    exit 2
    ;;
esac
shift $(($# > 0 ? 1 : 0))

groups=(build ui)
case ${lanes[0]} in
clang | tsan) groups+=(clang) ;;
long) groups+=(bench) ;;
esac
case ${lanes[0]} in
dev | clang | long) groups+=(proof peers) ;;
esac

"$root/resources/build/install_packages.sh" "${groups[@]}"
cd "$root"
for lane in "${lanes[@]}"; do
    build "$lane"
done
for lane in "${lanes[@]}"; do
    ctest --preset "$lane" "$@"
done
