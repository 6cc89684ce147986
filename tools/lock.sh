#!/bin/sh
# Write the lock files from what pyproject.toml, requirements/uv.in and package.json ask for: hashes, and no
# registry's address. Pins stay as they are unless --upgrade says otherwise.
set -eu
cd "$(dirname "$0")/.."

[ -x .tools/bin/uv ] || {
    echo "Locking needs uv, which could not be had here." >&2
    exit 1
}
lock() {
    .tools/bin/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header --no-annotate \
        --no-emit-index-url --no-emit-find-links "$@"
}

lock requirements/uv.in --output-file requirements/uv.txt "$@"
lock pyproject.toml --output-file requirements/app.txt "$@"
lock pyproject.toml --extra postgresql --constraints requirements/app.txt --output-file requirements/postgresql.txt "$@"
lock pyproject.toml --group dev --constraints requirements/app.txt --output-file requirements/dev.txt "$@"
PATH="$PWD/.venv/bin:$PATH" npm install --silent --package-lock-only --ignore-scripts --no-audit --no-fund
