#!/usr/bin/env bash
# SPDX-FileCopyrightText: 2026 The Sluice developers
# SPDX-License-Identifier: MIT
#
# Usage: ./run.sh [OPTION...] [FILE...]
#
# Installs what is missing (Debian 12), builds the release, starts Sluice with the options given. With a display
# that is all. Without one the same window runs offscreen, fires the demo burst by its own controls, and leaves a
# screenshot and the session's export in out/; it keeps its data in out/data and listens on a free port unless
# --data-dir and --listen say otherwise.
set -euo pipefail

root=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
build=$root/build/release

has_option() {
    local wanted=$1 argument
    shift
    for argument in "$@"; do
        [[ $argument == -- ]] && return 1
        [[ $argument == "$wanted" || $argument == "$wanted="* ]] && return 0
    done
    return 1
}

has_display() {
    [[ -n ${DISPLAY:-} || -n ${WAYLAND_DISPLAY:-} ]]
}

asks_only() {
    has_option -h "$@" || has_option --help "$@" || has_option -v "$@" || has_option --version "$@"
}

# What it says goes to stderr: stdout is the program's.
build_release() (
    groups=(build ui)
    if [[ -z ${DISPLAY:-} && -n ${WAYLAND_DISPLAY:-} ]]; then
        groups+=(wayland)
    fi
    resources=$root/resources/build
    "$resources/install_packages.sh" "${groups[@]}"
    cd "$root"
    # ninja sees a changed CMakeLists.txt by itself, but not changed presets.
    if [[ ! -e $build/build.ninja || CMakePresets.json -nt $build/build.ninja ]]; then
        cmake --preset release
    fi
    cmake --build --preset release --target sluice
) >&2

run_offscreen() {
    local out=$root/out since options=() status=0
    mkdir -p "$out"
    has_option --demo-out "$@" || options+=(--demo-out "$out")
    has_option --data-dir "$@" || options+=(--data-dir "$out/data")
    has_option --listen "$@" || has_option --no-collector "$@" || options+=(--listen 127.0.0.1:0)

    runtime=$(mktemp -d)
    trap 'rm -rf "$runtime"' EXIT
    since=$runtime/started
    touch "$since"
    # The settings of the person's own window stay as they are.
    QT_QPA_PLATFORM=offscreen XDG_RUNTIME_DIR=$runtime XDG_CONFIG_HOME=$out/config \
        "$build/app/sluice" "${options[@]}" "$@" || status=$?
    if [[ $status -eq 0 ]] && ! has_option --demo-out "$@"; then
        report "$out" "$since"
    fi
    return "$status"
}

report() {
    local made
    made=$(find "$1" -maxdepth 1 -type f -newer "$2" | sort)
    if ! grep -q '\.png$' <<<"$made" || ! grep -q '\.json$' <<<"$made"; then
        echo "run.sh: the demo left no screenshot and export in $1" >&2
        return 1
    fi
    printf 'The demo burst left:\n%s\n' "$made"
}

build_release
if has_display || asks_only "$@"; then
    exec "$build/app/sluice" "$@"
fi
run_offscreen "$@"
