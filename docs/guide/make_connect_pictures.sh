#!/usr/bin/env bash
# SPDX-FileCopyrightText: 2026 The Sluice developers
# SPDX-License-Identifier: MIT
#
# Usage: docs/guide/make_connect_pictures.sh [PROGRAM]
#
# Follows "Connect your agent" to the letter: runs the blocks of that page as they stand there, for curl, for npm's
# agentops and for a program with OpenTelemetry, against a real window on a display of its own, and puts a picture of each
# into docs/guide/images. PROGRAM is the window, build/release/app/sluice unless told. Port 4318 must be free. Needs Xvfb,
# xdotool, ImageMagick, and the SDKs of `./test.sh clients`.
set -euo pipefail

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
program=${1:-$root/build/release/app/sluice}
page=$root/docs/guide/connecting-an-agent.md
images=$root/docs/guide/images
clients=$root/build/clients
port=4318

work=$(mktemp -d)
started=()
finish() {
    kill "${started[@]}" 2>/dev/null || true
    wait
    rm -rf "$work"
}
trap finish EXIT
mkdir -m 0700 "$work/runtime"

# The blocks of language $2 in section $1.
blocks() {
    awk -v section="## $1" -v fence="\`\`\`$2" '
        /^## / { here = $0 == section }
        /^```/ && inside { inside = 0; next }
        here && $0 == fence { inside = 1; next }
        inside' "$page"
}

# The window's picture: $1 its name, $2 the row of the session to look at, the newest is 0.
picture() {
    sleep 2
    xdotool mousemove 100 $((95 + 44 * $2)) click 1
    sleep 2
    import -window "$(xdotool search --onlyvisible --name 'Sluice' | head -1)" "$images/$1.png"
    echo "$images/$1.png"
}

exec 3>"$work/display"
Xvfb -displayfd 3 -screen 0 1440x900x24 2>/dev/null &
started+=($!)
until [[ -s $work/display ]]; do sleep 0.1; done
DISPLAY=:$(cat "$work/display")
export DISPLAY

XDG_RUNTIME_DIR=$work/runtime XDG_CONFIG_HOME=$work/config XDG_DATA_HOME=$work/data QT_QPA_PLATFORM=xcb \
    "$program" --data-dir "$work/data/sluice" --listen 127.0.0.1:$port &
started+=($!)
until curl -sf "http://127.0.0.1:$port/health" >/dev/null; do sleep 0.2; done
sleep 2

blocks curl sh >"$work/curl.sh"
bash "$work/curl.sh"
picture connect-curl 0

cp "$root"/tests/clients/*.mjs "$root"/tests/clients/*.cjs "$clients/"
(
    cd "$clients"
    blocks OpenTelemetry sh >"$work/otel.sh"
    # shellcheck source=/dev/null
    . "$work/otel.sh"
    node opentelemetry.mjs proto none
)
picture connect-opentelemetry 0

(
    cd "$clients"
    blocks 'AgentOps, Node.js' js | sed -n '/^\/\/ Sends what/,$p' >sluice.cjs
    blocks 'AgentOps, Node.js' sh >"$work/node.sh"
    # shellcheck source=/dev/null
    . "$work/node.sh"
    node agentops.cjs >/dev/null
)
picture connect-node 0

xdotool mousemove 1229 34 click 1
picture connect-page 9
