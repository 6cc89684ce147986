#!/bin/sh
# The site and its worker on one's own computer: they begin together, and when the site ends, both have ended.
set -eu
python=${1:?the Python of the environment}

"$python" -m flask --app app work &
worker=$!
"$python" serve.py &
server=$!

end() { kill "$worker" "$server" 2>/dev/null || true; }
trap end INT TERM HUP

status=0
wait "$server" || status=$?
end
wait "$server" || true
wait "$worker" || true
exit "$status"
