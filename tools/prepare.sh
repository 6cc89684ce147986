#!/bin/sh
# What the tests need beside Python: a Chromium, a Java runtime, and the npm packages that package-lock.json locks.
# What the machine has is used. Debian's are installed where this runs as root; elsewhere it says what to install.
set -eu
cd "$(dirname "$0")/.."

is_debian() { grep -qx 'ID=debian' /etc/os-release 2>/dev/null && [ "$(id -u)" = 0 ]; }

# What cannot be had is told of below, if nothing else stands in for it.
get() {
    export DEBIAN_FRONTEND=noninteractive
    { apt-get -qq update && apt-get -qq install -y --no-install-recommends --no-remove "$@"; } >/dev/null || true
}

# Chromium without its windows and tabs, which nobody sees here: the pages are the same, for two thirds of the work.
if is_debian && [ -z "${LECTERN_CHROMIUM:-}" ] && ! command -v chromium-headless-shell >/dev/null; then
    echo "Installing Debian's chromium-headless-shell for the tests …"
    get chromium-headless-shell 2>/dev/null
fi

missing=
tools/find.sh chromium >/dev/null || missing="chromium"
tools/find.sh java >/dev/null || missing="${missing:+$missing }default-jre-headless"

if [ -n "$missing" ] && is_debian; then
    echo "Installing Debian's $missing for the tests …"
    # shellcheck disable=SC2086  # two packages are two words
    get $missing
fi
if ! tools/find.sh chromium >/dev/null || ! tools/find.sh java >/dev/null; then
    echo "The tests need Chromium (or Chrome) and a Java runtime, version 17 or newer: install $missing, or name them in LECTERN_CHROMIUM and LECTERN_JAVA." >&2
    exit 1
fi

if ! cmp -s package-lock.json node_modules/lectern; then
    echo "Installing what package-lock.json locks into node_modules …"
    PATH="$PWD/.venv/bin:$PATH" npm ci --silent --ignore-scripts --no-audit --no-fund
    cp package-lock.json node_modules/lectern
fi
