#!/usr/bin/env bash
# SPDX-FileCopyrightText: 2026 The Sluice developers
# SPDX-License-Identifier: MIT
#
# Usage: tests/bench/run.sh [--quick | --tiny] [--rounds N] [--document] [NAME...]
#
# Installs what is missing (Debian 12), builds the benchmarks optimised, runs them (all, or those named: record full
# encode pipeline collector durable rest what_if timeline window), prints their tables and writes them to build/release/bench/: NAME.json with
# every round, table.md with what was printed. Five rounds each take about ten minutes; --quick two. For figures to
# keep, let nothing else run; --document then puts them into docs/design/queue.md in place of those that stand there,
# and those of timeline, when it is named alone, into docs/design/timeline.md.
set -euo pipefail

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
options=()
names=()
document=
while [[ $# -gt 0 ]]; do
    case $1 in
    --quick | --tiny) options+=("$1") ;;
    --document) document=queue ;;
    --rounds)
        options+=("$1" "${2:?--rounds wants a number}")
        shift
        ;;
    -h | --help)
        sed -n '5,/^set /s/^# \{0,1\}//p' "${BASH_SOURCE[0]}"
        exit 0
        ;;
    -*)
        echo "run.sh: '$1' is not an option" >&2
        exit 2
        ;;
    *) names+=("$1") ;;
    esac
    shift
done
if [[ ${#names[@]} -eq 0 ]]; then
    names=(record full encode pipeline collector durable rest what_if window)
    [[ -n $document ]] || names+=(timeline)
fi
[[ -z $document || ${names[*]} != timeline ]] || document=timeline

"$root/resources/build/install_packages.sh" build ui bench
cd "$root"
mkdir -p build/release/bench
{
    cmake --preset release
    cmake --build build/release --target benchmarks
} >build/release/bench/build.log 2>&1 || {
    cat build/release/bench/build.log >&2
    exit 1
}

cd build/release/bench
machine="$(sed -n 's/^model name[^:]*: //p' /proc/cpuinfo | head -1), $(nproc) cores, Linux $(uname -r | cut -d- -f1), \
$(g++ -dumpfullversion) -O3, $(date -u +%F)"
{
    printf '\n%s\n\n' "$machine"
    for name in "${names[@]}"; do
        "../tests/bench/bench_$name" "${options[@]}" --json "$name.json"
    done
} | tee table.md

if [[ -n $document ]]; then
    sed -i -e '/^<!-- figures -->$/,/^<!-- end of figures -->$/{//!d}' -e '/^<!-- figures -->$/r table.md' "$root/docs/design/$document.md"
fi
