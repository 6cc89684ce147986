"""The states of taking part: recommending, picking, muting, and what is new since a visit."""

from __future__ import annotations

from .moderating import DARA
from .state import AMOS, GUEST, LIAT, NOUR, RUTH, YUSUF, State, send

_ = State
FULL = "/articles/the-lamp-in-the-window"
RECOMMEND = "/comments/{first}/recommendation"
PICK, MUTE = "/comments/{answer}/pick", "/comments/{first}/mute"
QUOTE = {"body": "I think so too.", "in_reply_to": "{first}", "quote": "yes"}
TALKING = (
    _("recommend, the page", RECOMMEND, YUSUF, shows="wrote"),
    _("recommend, logged out", RECOMMEND, status=303),
    _("recommend, one's own", RECOMMEND, RUTH, status=403),
    send("recommend, neither yes nor no", RECOMMEND, YUSUF, 422, recommend="banana"),
    send("recommend, logged out just now", RECOMMEND, GUEST, 303, recommend="yes"),
    send("recommended just now", RECOMMEND, LIAT, 303, recommend="yes"),
    _("recommended, seen", FULL, LIAT, shows="Recommended"),
    send("pick, a reader", PICK, RUTH, 403, pick="yes"),
    send("picked just now", PICK, DARA, 303, pick="yes"),
    send("mute, oneself", MUTE, RUTH, 403, mute="yes"),
    send("muted just now", MUTE, LIAT, 303, mute="yes"),
    _("muted, folded", FULL, LIAT, shows="Read it all the same"),
    _("muted, the list", "/account/muted", LIAT, shows="Ruth Adler"),
    _("muted, nobody", "/account/muted", RUTH, shows="You have muted nobody"),
    _("muted, logged out", "/account/muted", status=303),
    send("muted no longer", "/account/muted", LIAT, 303, person="1"),
    send("muted no longer, whom?", "/account/muted", LIAT, 422, person="x"),
    _("new since the last visit", FULL, NOUR, shows="Mark all as read"),
    send("visit, noted just now", f"{FULL}/visit", LIAT, 303, newest="3"),
    send("visit, all read just now", f"{FULL}/visit", LIAT, 303, newest="3", all_read="yes"),
    send("visit, no number", f"{FULL}/visit", LIAT, 422, newest="x"),
    _("quote, in a reply", f"{FULL}/comments?reply={{first}}&quote=yes", shows="&gt; A lamp"),
    send("quote, what was typed stays", f"{FULL}/comments", YUSUF, 200, **QUOTE),
    _("arrived, some", f"{FULL}/comments/new?since=3", shows="New comments"),
    _("arrived, nothing", f"{FULL}/comments/new?since=999", shows="Nothing was said since"),
    _("arrived, in their places", f"{FULL}/comments/new?since=3&show=yes&order=oldest", RUTH),
    _("arrived, no number", f"{FULL}/comments/new", status=404),
    _("written, by oneself", "/account/comments", YUSUF, shows="What came before"),
    _("written, further back", "/account/comments?before={own}", YUSUF, shows="Thought"),
    _("written, nothing", "/account/comments", AMOS, shows="not written anything yet"),
    _("written, no number", "/account/comments?before=x", YUSUF, status=404),
    _("written, logged out", "/account/comments", status=303),
    _("replies", "/account/replies", RUTH, shows="A short answer"),
    _("replies, none", "/account/replies", AMOS, shows="Nobody has answered you yet"),
    _("replies, logged out", "/account/replies", status=303),
)
