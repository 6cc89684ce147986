"""The states of taking everything with one, of leaving, and of staying after all."""

from __future__ import annotations

from .letters import ANOTHER
from .state import LIAT, RUTH, State, send

LEAVING = (
    State("account, everything of mine", "/account/download", RUTH),
    State("account, everything of mine, logged out", "/account/download", status=303),
    State("leave", "/account/leaving", RUTH, shows="What becomes of your comments?"),
    State("leave, logged out", "/account/leaving", status=303),
    send("leave, wrong", "/account/leaving", RUTH, 422, leave="yes", present="no"),
    send("leave, neither", "/account/leaving", RUTH, 422, leave="banana"),
    send(
        "leaving just now",
        "/account/leaving",
        LIAT,
        303,
        leave="yes",
        comments="stay",
        present=ANOTHER,
    ),
    State("leaving", "/account/leaving", LIAT, shows="Your account will be deleted on"),
    State("account, leaving", "/account", LIAT, shows="Your account will be deleted on"),
    send("staying just now", "/account/leaving", LIAT, 303, leave="no"),
    State("account, staying", "/account?said=staying", LIAT, shows="You stay."),
)
