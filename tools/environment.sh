#!/bin/sh
# Make .venv hold what requirements/app.txt (or postgresql.txt, or dev.txt, by the word given) locks, and nothing else.
# With uv, fetched by its hash into .tools; with pip where uv cannot be had. Nothing to do takes no time.
# Modules are compiled once, here: where Python may not write, each start of it would do it again.
set -eu
cd "$(dirname "$0")/.."

want=${1:?app, postgresql or dev}
python=${PYTHON:-python3}
uv=.tools/bin/uv
stamp=.venv/lectern
export PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_ROOT_USER_ACTION=ignore PIP_USER=0 UV_PYTHON_DOWNLOADS=never

new_enough() { "$1" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; }

# What a finished environment of this kind is recognised by: its locks, its place and its Python.
mark_of() { printf '%s %s %s %s\n' "$1" "$(cksum < "requirements/$1.txt" | tr ' ' -)" "$("$2" -V 2>&1)" "$PWD"; }

have_uv() {
    pinned=$(sed -n 's/^uv==\([^ ]*\).*/\1/p' requirements/uv.txt)
    case "$("$uv" --version 2>/dev/null)" in "uv $pinned"*) return 0 ;; esac
    rm -rf .tools
    "$python" -m pip install --quiet --target .tools --require-hashes -r requirements/uv.txt || {
        rm -rf .tools
        return 1
    }
    "$uv" --version >/dev/null
}

with_uv() {
    have_uv || return 1
    [ -x .venv/bin/python ] || "$uv" venv --quiet --python "$python" .venv || return 1
    VIRTUAL_ENV="$PWD/.venv" "$uv" pip sync --quiet --compile-bytecode --require-hashes "requirements/$want.txt"
}

with_pip() {
    echo "uv cannot be had here; pip does it, more slowly." >&2
    rm -rf .venv
    "$python" -m venv .venv
    .venv/bin/python -m pip install --quiet --require-hashes -r "requirements/$want.txt"
}

# A larger environment serves the site too: `make serve` after `make test` takes nothing away.
has=$(cut -d' ' -f1 "$stamp" 2>/dev/null || true)
case "$want $has" in "app dev" | "app postgresql" | "postgresql dev") want=$has ;; esac

if [ -e "$stamp" ] && new_enough .venv/bin/python &&
    [ "$(cat "$stamp")" = "$(mark_of "$want" .venv/bin/python)" ]; then
    exit 0
fi

new_enough "$python" || {
    echo "Lectern needs Python 3.11 or newer; $python is not. Name another: make … PYTHON=python3.12" >&2
    exit 1
}

# An environment of another place or another Python is not mended but made anew.
rest() { cut -d' ' -f3- "$stamp" 2>/dev/null; }
[ "$(rest)" = "$(mark_of "$want" "$python" | cut -d' ' -f3-)" ] || rm -rf .venv

echo "Installing what requirements/$want.txt locks into .venv …"
rm -f "$stamp"
with_uv || with_pip
mark_of "$want" .venv/bin/python > "$stamp"
