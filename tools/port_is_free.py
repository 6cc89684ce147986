"""Say in one line that the port is taken; the server would say it in fifty, at the very end."""

import socket
import sys

port = sys.argv[1]
if not (port.isdecimal() and 0 < int(port) < 65536):
    sys.exit(f"PORT: {port!r} is not a port; a number from 1 to 65535 is.")
with socket.socket() as probe:
    if probe.connect_ex(("127.0.0.1", int(port))) == 0:
        sys.exit(
            f"Port {port} is taken. Stop what serves there, or name another: make serve PORT=…"
        )
