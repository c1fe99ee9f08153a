#!/usr/bin/env bash
# SPDX-FileCopyrightText: 2026 The Sluice developers
# SPDX-License-Identifier: MIT
#
# Usage: resources/build/install_packages.sh GROUP...
#
# Installs those Debian packages of the groups in packages.txt that are missing; with nothing missing it takes
# a tenth of a second and needs no rights. Works as root, or with sudo.
set -euo pipefail

list=$(dirname "${BASH_SOURCE[0]}")/packages.txt

wanted() {
    local group
    for group in "$@"; do
        grep -q "^$group " "$list" || { echo "packages.txt has no group '$group'" >&2; exit 2; }
        sed -n "s/^$group //p" "$list"
    done
}

installed() {
    dpkg-query --show --showformat='${db:Status-Status} ${Package}\n' "$@" 2>/dev/null | sed -n 's/^installed //p'
}

as_root() {
    if [[ $EUID -eq 0 ]]; then
        env DEBIAN_FRONTEND=noninteractive "$@"
    else
        sudo env DEBIAN_FRONTEND=noninteractive "$@"
    fi
}

update() {
    as_root apt-get -o DPkg::Lock::Timeout=300 -qq update
}

install() {
    as_root apt-get -o DPkg::Lock::Timeout=300 -qq -y --no-install-recommends install "$@"
}

give_up() {
    echo "sluice: $1" >&2
    echo "sluice: as root, please: apt-get update && apt-get install --no-install-recommends ${missing[*]}" >&2
    exit 1
}

names=$(wanted "$@")
mapfile -t packages <<<"$names"
if ! command -v dpkg-query >/dev/null; then
    echo "sluice: this is not Debian; if the build fails, install what these are called here: ${packages[*]}" >&2
    exit 0
fi
mapfile -t missing < <(comm -23 <(printf '%s\n' "${packages[@]}" | sort) <(installed "${packages[@]}" | sort))
[[ ${#missing[@]} -gt 0 ]] || exit 0

echo "sluice: installing ${missing[*]} (a minute or two)" >&2
[[ $EUID -eq 0 ]] || command -v sudo >/dev/null || give_up "packages are missing, and there is neither root nor sudo"
{
    apt-cache show "${missing[@]}" >/dev/null 2>&1 || update || give_up "apt-get update failed (is there a network?)"
    # The lists may be older than the archive: once more with fresh ones.
    install "${missing[@]}" || { update && install "${missing[@]}"; } || give_up "apt-get could not install them"
} >/dev/null
