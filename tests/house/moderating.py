"""The states of moderation: reports, queues, cases, people, appeals, notices and the log."""

from __future__ import annotations

from .state import NOUR, RUTH, STRICT, YUSUF, State

_ = State


def _send(name: str, path: str, who: str, status: int, /, **form: str) -> State:
    return State(name, path, who, status, form)


REPORT = "/comments/{first}/report"
REPORTS = (
    _("report, the form", REPORT, NOUR, shows="What is wrong with it?"),
    _("report, logged out", REPORT, status=303),
    _("report, one's own", REPORT, RUTH, status=403),
    _send("report, without a reason", REPORT, NOUR, 422, note="It is advertising."),
    _send("reported just now", REPORT, NOUR, 303, reason="spam", note="Everywhere."),
    _("report, made before", REPORT, NOUR, shows="you reported this comment"),
    State("report, too often", REPORT, YUSUF, 429, {"reason": "spam"}, STRICT, times=4),
)

MODERATING = REPORTS
