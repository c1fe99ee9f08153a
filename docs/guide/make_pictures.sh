#!/usr/bin/env bash
# SPDX-FileCopyrightText: 2026 The Sluice developers
# SPDX-License-Identifier: MIT
#
# Usage: docs/guide/make_pictures.sh
#
# Makes every picture of the guide from the real program, offscreen: builds the release, lets it run its demo, in
# which it presses its own buttons, drives the window through the queue lab, and puts what it grabbed into docs/guide/images.
set -euo pipefail

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
images=$root/docs/guide/images
pictures=(start-page running-burst timeline-light timeline-dark
    lab-picture lab-ledger lab-life-line lab-burst lab-deadlock lab-what-if lab-replay lab-compare
    1024-dark-measured 1024-light-frozen 1024-light-idle 1024-light-folded events-offers-light statistics-light
    overview-light search-light compare-dark)

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
mkdir -m 0700 "$work/runtime" "$work/pictures"

cd "$root"
resources/build/install_packages.sh build ui
cmake --preset release
cmake --build --preset release --target sluice guide_pictures timeline_pictures analysis_pictures
QT_QPA_PLATFORM=offscreen XDG_RUNTIME_DIR=$work/runtime XDG_CONFIG_HOME=$work/config XDG_DATA_HOME=$work/data \
    build/release/app/sluice --data-dir "$work/data" --listen 127.0.0.1:0 --demo-out "$work/pictures"
QT_QPA_PLATFORM=offscreen XDG_RUNTIME_DIR=$work/runtime XDG_CONFIG_HOME=$work/config XDG_DATA_HOME=$work/data \
    build/release/tests/ui/window/guide_pictures "$work/pictures"
for program in timeline/timeline_pictures analysis/analysis_pictures; do
    QT_QPA_PLATFORM=offscreen XDG_RUNTIME_DIR=$work/runtime "build/release/tests/ui/$program" "$work/pictures"
done

mkdir -p "$images"
for picture in "${pictures[@]}"; do
    cp "$work/pictures/$picture.png" "$images/"
    echo "$images/$picture.png"
done
