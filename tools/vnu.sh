#!/bin/sh
# The HTML validator, as a server on the loopback: tools/vnu.sh PORT. One start serves a whole run of the tests:
# POST a page to http://127.0.0.1:PORT/?out=json with the content type text/html; charset=utf-8.
# It lives for seconds: Java compiles it once and plainly, in half the time, which takes a larger stack.
set -eu
cd "$(dirname "$0")/.."
exec "$(tools/find.sh java)" -XX:TieredStopAtLevel=1 -Xss16m -Dnu.validator.servlet.bind-address=127.0.0.1 \
    -cp node_modules/vnu-jar/build/dist/vnu.jar nu.validator.servlet.Main "${1:?a port}"
