"""The states of moderation: reports, queues, cases, people, appeals, notices and the log."""

from __future__ import annotations

from .state import EMPTY, NOUR, RUTH, STRANGER, STRICT, YUSUF, State

_ = State
MIRA, DARA, ADA = "Mira", "Dara", "Ada"


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

QUEUE, CASE, DECIDE = "/moderation/queues", "/moderation/comments", "/moderation/decisions"
UNDO = f"{DECIDE}/{{put_away}}/undo"
HOLD = "/moderation/articles/the-quiet-room/holding"
DESK = (
    _("desk", "/moderation", MIRA, shows="What waits"),
    _("desk, logged out", "/moderation", status=303),
    _("desk, a reader", "/moderation", RUTH, status=403),
    _("queue, reported", f"{QUEUE}/reported", MIRA, shows="Buy my lamps"),
    _("queue, held", f"{QUEUE}/held", MIRA, shows="a suspect word"),
    _("queue, new", f"{QUEUE}/new", DARA, shows="A new thought"),
    _("queue, hidden", f"{QUEUE}/hidden", MIRA),
    _("queue, of an article", f"{QUEUE}/new?article=lamp-note-number-30", MIRA, shows="Read new"),
    _("queue, of a person", f"{QUEUE}/new?person={{nour}}", MIRA, shows="Nour Grim"),
    _("queue, of a section", f"{QUEUE}/new?section=world", MIRA),
    _("queue, narrowed to nothing", f"{QUEUE}/held?section=letters", MIRA, shows="of this"),
    _("queue, unknown", f"{QUEUE}/nothing", MIRA, status=404),
    _("case", f"{CASE}/{{reported}}", MIRA, shows="He says so everywhere."),
    _("case, decided", f"{CASE}/{{removed}}", MIRA, shows="Please argue with the article."),
    _("case, unknown", f"{CASE}/999999", MIRA, status=404),
    _("log", DECIDE, MIRA, shows="The log"),
    _send("decide, a reader", DECIDE, RUTH, 403, comment="{new}.0", act="hide", reason="spam"),
    _send("decide, no reason", DECIDE, MIRA, 422, comment="{new}.0", act="hide", note="Hm."),
    _send("decide, too late", DECIDE, MIRA, 409, comment="{hidden}.0", act="approve"),
    _send("decided just now", DECIDE, MIRA, 303, comment="{kind}.0", act="hide", reason="spam"),
    _("case, decided just now", f"{CASE}/{{kind}}?done={{taken}}", MIRA, shows="Undo"),
    _send("undo, a reader", UNDO, RUTH, 403),
    _send("undone just now", UNDO, DARA, 303),
    _send("undo, twice", UNDO, DARA, 409),
    _send("hold, neither yes nor no", HOLD, MIRA, 422, hold="banana"),
    _send("held from now on", HOLD, MIRA, 303, hold="yes"),
    _("held before it is written", "/articles/the-quiet-room", RUTH, shows="are read by a mod"),
    _send("held no longer", HOLD, MIRA, 303, hold="no"),
)

PEOPLE = "/moderation/people"
PERSON, ROLE = f"{PEOPLE}/{{nour}}/decisions", f"{PEOPLE}/{{liat}}/role"
FREE = {"reason": "attack", "seen": "free"}
PERSONS = (
    _("people", PEOPLE, MIRA, shows="Dara Quill"),
    _("people, found", f"{PEOPLE}?q=nour", MIRA, shows="Nour Grim"),
    _("people, nobody", f"{PEOPLE}?q=qwrtzp", MIRA, shows="Nobody of this name"),
    _("people, a reader", PEOPLE, RUTH, status=403),
    _("person", f"{PEOPLE}/{{nour}}", MIRA, shows="Twice in a week"),
    _("person, staff", f"{PEOPLE}/{{dara}}", MIRA, shows="You do not decide"),
    _("person, an admin's view", f"{PEOPLE}/{{liat}}", ADA, shows="Change role"),
    _("person, unknown", f"{PEOPLE}/999999", MIRA, status=404),
    State("person, no reason", PERSON, MIRA, 422, {"act": "ban", "seen": "free"}),
    State("person, no day", PERSON, MIRA, 422, {"act": "suspend", **FREE}),
    State("person, too late", PERSON, MIRA, 409, {"act": "warn", "reason": "spam", "seen": "x"}),
    State("person, by an editor", PERSON, DARA, 403, {"act": "warn", **FREE}),
    State("person, decided just now", PERSON, MIRA, 303, {"act": "always-hold", **FREE}),
    _send("role, by a moderator", ROLE, MIRA, 403, role="admin", seen="reader"),
    _send("role, unknown", ROLE, ADA, 422, role="king", seen="reader"),
    _send("role, given just now", ROLE, ADA, 303, role="reader", seen="reader"),
)

APPEAL, NOTICE = "/moderation/appeals/{appeal}", "/account/notices/{warned}/appeal"
APPEALS = (
    _("appeals", "/moderation/appeals", DARA, shows="Nour Grim"),
    _("appeals, a reader", "/moderation/appeals", RUTH, status=403),
    _("appeal, to answer", APPEAL, DARA, shows="The decision stands"),
    _("appeal, one's own decision", APPEAL, MIRA, shows="You decided this, so another"),
    _("appeal, unknown", "/moderation/appeals/999999", DARA, status=404),
    _send("answer, one's own decision", APPEAL, MIRA, 403, outcome="upheld"),
    _send("answer, neither", APPEAL, DARA, 422, outcome="banana"),
    _send("answered just now", APPEAL, DARA, 303, outcome="upheld", answer="It stands."),
    _("appeal, answered", APPEAL, DARA, shows="It stands."),
    _("appeal, answered a moment ago", f"{APPEAL}?said=appeal-answered", DARA, shows="your answer"),
    _("notices", "/account/notices", NOUR, shows="A moderator warns you."),
    _("notices, none", "/account/notices", "Amos", shows="Nobody has answered you yet"),
    _("notices, of replies", "/account/notices", RUTH, shows="answered you."),
    _send("letters, another", "/account/notices/letters", RUTH, 422, replies="hourly"),
    _send("letters chosen just now", "/account/notices/letters", RUTH, 303, replies="at-once"),
    _("notices, letters chosen", "/account/notices?said=letters-chosen", RUTH, shows="from now on"),
    _("notices, logged out", "/account/notices", status=303),
    _("appeal, the form", NOTICE, NOUR, shows="Why should it be looked at"),
    _("appeal, another's", NOTICE, RUTH, status=404),
    _("appeal, logged out", NOTICE, status=303),
    _send("appeal, empty", NOTICE, NOUR, 422, text=" "),
    _send("appealed just now", NOTICE, NOUR, 303, text="It was once."),
    _("appeal, made a moment ago", f"{NOTICE}?said=appeal-sent", NOUR, shows="is sent"),
    _("appeal, made", NOTICE, NOUR, shows="It was once."),
    _("appeal, about a person", "/moderation/appeals/2", DARA, shows="your role could not"),
    State("notices, from elsewhere", "/account/notices", STRANGER, 403, {}, foreign=True),
    _send("notices read just now", "/account/notices", NOUR, 303),
)

OPENLY = (
    _("public log", "/moderation-log", shows="What moderators did"),
    _("public log, a part of it", "/moderation-log?after=1", shows="Nothing was decided yet."),
    _("public log, no such place", "/moderation-log?after=x", status=404),
    _("public log, kept back", "/moderation-log", world=EMPTY, status=404),
    _("public log, its figures", "/moderation-log/figures.svg"),
)

MODERATING = (*REPORTS, *DESK, *PERSONS, *APPEALS, *OPENLY)
