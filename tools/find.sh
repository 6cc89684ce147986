#!/bin/sh
# Print the path of a Chromium or of a Java that runs on this machine: tools/find.sh chromium|java
# LECTERN_CHROMIUM and LECTERN_JAVA name another one.
set -eu

# Some systems have a program of the name that only says how to install the real one: it must run.
is_chromium() { "$1" --version >/dev/null 2>&1; }

# The HTML validator needs Java 17.
is_java() {
    version=$("$1" -version 2>&1 | sed -n 's/.* version "\([0-9]*\).*/\1/p')
    [ "${version:-0}" -ge 17 ]
}

first_that() {
    suits=$1
    shift
    for program; do
        path=$(command -v "$program" 2>/dev/null) || continue
        if "$suits" "$path"; then
            printf '%s\n' "$path"
            return 0
        fi
    done
    return 1
}

case "${1:-}" in
chromium)
    first_that is_chromium ${LECTERN_CHROMIUM:+"$LECTERN_CHROMIUM"} \
        chromium-headless-shell chromium chromium-browser google-chrome google-chrome-stable \
        "/Applications/Chromium.app/Contents/MacOS/Chromium" \
        "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome"
    ;;
java)
    first_that is_java ${LECTERN_JAVA:+"$LECTERN_JAVA"} \
        ${JAVA_HOME:+"$JAVA_HOME/bin/java"} java
    ;;
*)
    echo "usage: tools/find.sh chromium|java" >&2
    exit 2
    ;;
esac
