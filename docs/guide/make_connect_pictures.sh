#!/usr/bin/env bash
# SPDX-FileCopyrightText: 2026 The Sluice developers
# SPDX-License-Identifier: MIT
#
# Usage: docs/guide/make_connect_pictures.sh [PROGRAM]
#
# Follows "Connect your agent" to the letter: runs the blocks of that page as they stand there, for curl, for npm's
# agentops and for a program with OpenTelemetry, against a real window on a display of its own, lets the window send on to
# a second Sluice, and puts a picture of each into docs/guide/images. PROGRAM is the window, build/release/app/sluice unless
# told; sluicectl lies below its folder. Ports 4318 and 4320 must be free. Needs Xvfb, xdotool, ImageMagick, and the SDKs of
# `./test.sh clients`.
set -euo pipefail

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
program=${1:-$root/build/release/app/sluice}
collect=$(dirname "$program")/sluicectl/sluicectl
page=$root/docs/guide/connecting-an-agent.md
images=$root/docs/guide/images
clients=$root/build/clients
port=4318
other=4320

work=$(mktemp -d)
started=()
finish() {
    kill "${started[@]}" 2>/dev/null || true
    wait
    rm -rf "$work"
}
trap finish EXIT
mkdir -m 0700 "$work/runtime"

# The blocks of language $2 in section $1, or the one whose first line begins with $3.
blocks() {
    awk -v section="## $1" -v fence="\`\`\`$2" -v first="${3:-}" '
        /^## / { here = $0 == section }
        /^```/ && inside { inside = wanted = 0; next }
        here && $0 == fence { inside = 1; line = 0; next }
        inside && ++line == 1 { wanted = first == "" || index($0, first) == 1 }
        wanted' "$page"
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
    blocks OpenTelemetry js '// first-steps' >first-steps.mjs
    node first-steps.mjs
    node opentelemetry.mjs proto none
)
picture connect-opentelemetry 0

(
    cd "$clients"
    blocks 'AgentOps, Node.js' js '// Sends what' >sluice.cjs
    blocks 'AgentOps, Node.js' sh >"$work/node.sh"
    # shellcheck source=/dev/null
    . "$work/node.sh"
    blocks 'AgentOps, Node.js' js '// first-steps' >first-steps.cjs
    node first-steps.cjs >/dev/null
    node agentops.cjs >/dev/null
)
picture connect-node 0

xdotool mousemove 1229 34 click 1
picture connect-page 9

"$collect" collect --listen 127.0.0.1:$other --data-dir "$work/other" &
started+=($!)
until curl -sf "http://127.0.0.1:$other/health" >/dev/null; do sleep 0.2; done
xdotool key alt+f n
until dialog=$(xdotool search --onlyvisible --name 'Send on to another endpoint'); do sleep 0.2; done
sleep 1
xdotool mousemove --window "$dialog" 500 58 click 1 type "http://127.0.0.1:$other"
xdotool key Return
sleep 2
bash "$work/curl.sh"
sleep 3
import -window "$dialog" "$images/forward-dialog.png"
echo "$images/forward-dialog.png"
