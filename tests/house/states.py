"""Every state in which somebody can find a page: what is asked for, by whom, in which publication.

`test_states.py` compares the list with the routes of the application: a route without a state
fails there. `harvest.py` asks for each of them; the validator and the browser look at the answers.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from tests.cast import PASSWORD

NONE: Mapping[str, str] = MappingProxyType({})

VISITOR = "somebody on a first visit"
STRANGER = "a stranger"
GUEST = "a guest with saves"
RUTH = "Ruth"
YUSUF = "Yusuf"
NOUR = "Nour"
INES = "Ines"
LIAT = "Liat"

USUAL = "the usual publication"
EMPTY = "a publication with nothing in it"
BROKEN = "a publication whose database is gone"
STRICT = "a publication that takes little, and rarely"
"""Low limits, small requests, and first comments held for an editor."""

FULL = "/articles/the-lamp-in-the-window"
LONG = "/articles/an-unforeseeably-long-headline"
HEBREW = "/articles/right-to-left"
BARE = "/articles/a-bare-note"
QUIET = "/articles/the-quiet-room"
WITHDRAWN = "/articles/the-note-withdrawn"
CHANGED = "/articles/the-note-changed"

LONGEST = "a very long search " * 100

# What is here for machines: tested with the views, and no page.
MACHINES = frozenset(
    {
        "assets.show",
        "pictures.show",
    }
)


@dataclass(frozen=True)
class State:
    """One thing to ask for. A path may name ids of the publication: `/comments/{first}`."""

    name: str
    path: str
    who: str = STRANGER
    form: Mapping[str, str] | None = None
    status: int = 200
    world: str = USUAL
    cookies: Mapping[str, str] = field(default_factory=lambda: NONE)
    foreign: bool = False
    times: int = 1
    """How often it is asked for, until it is this state."""
    shows: str = ""
    """A word or two that stand on the page in this state."""

    @property
    def method(self) -> str:
        """A form is posted, anything else is read."""
        return "GET" if self.form is None else "POST"


def _(name: str, path: str, who: str = STRANGER, **facts: object) -> State:
    return State(name, path, who, **facts)  # type: ignore[arg-type]


LISTS = (
    _("front", "/"),
    _("front, first visit", "/", VISITOR),
    _("front, guest", "/", GUEST),
    _("front, logged in", "/", RUTH),
    _("front, second page", "/?page=2"),
    _("front, past the end", "/?page=999", status=404),
    _("front, no such number", "/?page=one", status=404),
    _("front, nothing published", "/", world=EMPTY),
    _("section", "/sections/world"),
    _("section, guest", "/sections/world", GUEST),
    _("section, last page", "/sections/world?page=2", RUTH),
    _("section, nothing in it", "/sections/letters"),
    _("section, unknown", "/sections/nowhere", status=404),
    _("topic", "/topics/lamps"),
    _("topic, unknown", "/topics/nothing", status=404),
    _("author", "/authors/ines-okafor"),
    _("author, a desk", "/authors/the-desk", GUEST),
    _("author, right to left", "/authors/samira-haddad"),
    _("author, a long name", "/authors/bartholomew-featherstonehaugh-cholmondeley"),
    _("author, unknown", "/authors/nobody", status=404),
)

ARTICLES = (
    _("article", FULL),
    _("article, first visit", FULL, VISITOR),
    _("article, guest", FULL, GUEST),
    _("article, its commenter", FULL, RUTH),
    _("article, its writer", FULL, INES),
    _("article, nothing said yet", QUIET),
    _("article, nothing said yet, logged in", QUIET, YUSUF),
    _("article, long headline, comments closed", LONG),
    _("article, comments closed, logged in", LONG, RUTH),
    _("article, right to left", HEBREW),
    _("article, right to left, logged in", HEBREW, RUTH),
    _("article, bare", BARE, RUTH),
    _("article, withdrawn", WITHDRAWN, status=410),
    _("article, unknown", "/articles/nothing-here", status=404),
    _("article, at night in the largest sans", FULL, cookies={"reading": "text_size=xx-large&theme=night&typeface=sans"}),
    _("article, broken settings", FULL, cookies={"reading": "text_size=enormous"}),
    _("print view", f"{FULL}/print"),
    _("print view, right to left", f"{HEBREW}/print"),
    _("print view, bare", f"{BARE}/print"),
    _("print view, unknown", "/articles/nothing-here/print", status=404),
    _("history", f"{FULL}/history"),
    _("history, nothing changed", f"{QUIET}/history"),
    _("history, unknown", "/articles/nothing-here/history", status=404),
)

PAGES = (
    _("about", "/about"),
    _("contact", "/contact"),
    _("privacy", "/privacy"),
    _("community rules", "/community-rules"),
    _("accessibility", "/accessibility", RUTH),
    _("nothing at this address", "/nothing-here/at-all", status=404),
    _("a method that is not for it", "/", form={}, status=405),
    _("a fault", "/about", world=BROKEN, status=500),
)

SAVED = (
    _("saved, nothing", "/saved"),
    _("saved, guest", "/saved", GUEST),
    _("saved, logged in, many", "/saved", RUTH),
    _("saved, second page", "/saved?page=2", RUTH),
    _("saved, logged in, nothing", "/saved", NOUR),
    _("saved, past the end", "/saved?page=50", RUTH, status=404),
    _("save, neither yes nor no", f"{FULL}/saved", form={"keep": "banana"}, status=422),
    _("save, unknown article", "/articles/nothing-here/saved", form={"keep": "yes"}, status=404),
    _("save, from elsewhere", f"{FULL}/saved", form={"keep": "yes"}, foreign=True, status=403),
    _("saved just now", f"{QUIET}/saved", GUEST, form={"keep": "yes"}, status=303),
    _("removed just now", f"{QUIET}/saved", GUEST, form={"keep": "no"}, status=303),
)

SEARCH = (
    _("search, empty", "/search"),
    _("search, one character", "/search?q=l"),
    _("search, many found", "/search?q=lamp", GUEST),
    _("search, second page", "/search?q=lamp&page=2"),
    _("search, one found", "/search?q=zyzzyva"),
    _("search, deep and narrowed", "/search?q=lamp&section=world&topic=lamps&author=ines-okafor", RUTH),
    _("search, a question", "/search?q=why+does+nobody+ever+ask+for+the+penny+of+the+lamp+back%3F"),
    _("search, none found", "/search?q=qwrtzp"),
    _("search, nearly", "/search?q=kindnes+zyzyva"),
    _("search, Hebrew", "/search?q=%D7%A1%D7%A4%D7%A8"),
    _("search, odd signs", "/search?q=%22%29+OR+%28%2A+%E2%80%9Clamp%E2%80%9D+%3C"),
    _("search, very long", f"/search?q={LONGEST.replace(' ', '+')}", status=422),
    _("search, ten thousand characters", f"/search?q={'lamp+' * 2000}", status=422),
    _("search, past the end", "/search?q=lamp&page=99", status=404),
    _("search, too often", "/search?q=lamp", world=STRICT, times=4, status=429),
)

READING = (
    _("reading settings", "/reading-settings"),
    _("reading settings, logged in", "/reading-settings", RUTH),
    _("reading settings, chosen", "/reading-settings", cookies={"reading": "text_size=large&theme=sepia&typeface=legible"}),
    _("reading settings, changed here while logged out", "/reading-settings", RUTH, cookies={"reading": "text_size=small*&theme=night*"}),
    _("settings, an unknown value", "/reading-settings", form={"text_size": "enormous"}, status=422),
    _("settings, an unknown key", "/reading-settings", form={"colour": "red"}, status=422),
    _("settings, neither yes nor no", "/reading-settings", form={"reset": "banana"}, status=422),
    _("settings, kept just now", "/reading-settings", YUSUF, form={"keep": "yes"}, cookies={"reading": "text_size=small*"}, status=303),
    _("settings, reset just now", "/reading-settings", YUSUF, form={"reset": "yes"}, status=303),
    _("settings, changed just now", "/reading-settings", YUSUF, form={"text_size": "large"}, status=303),
)

ACCOUNTS = (
    _("register", "/register"),
    _("register, guest", "/register", GUEST),
    _("register, everything wrong", "/register", form={"name": "", "email": "nobody", "password": "short"}, status=422),
    _("log in", "/login"),
    _("log in, on the way", f"/login?next={FULL}%23comments"),
    _("log in, wrong", "/login", form={"email": "nobody@example.org", "password": "not that one"}, status=422),
    _("log in, empty", "/login", form={"email": "", "password": ""}, status=422),
    _("log in, from elsewhere", "/login", form={"email": "a@example.org", "password": "b"}, foreign=True, status=403),
    _("log out, from elsewhere", "/logout", RUTH, form={}, foreign=True, status=403),
    _("log in, said", "/login?said=logged-out"),
    _("log in, what was typed waits", f"/login?next={QUIET}", GUEST),
    _("log in, too often", "/login", form={"email": "nobody@example.org", "password": "not it"}, world=STRICT, times=4, status=429),
    _("account", "/account", RUTH),
    _("account, newcomer", "/account", NOUR),
    _("account, logged out", "/account", status=303),
    _("account, said", "/account?said=renamed", NOUR),
    _("account, name", "/account/name", RUTH),
    _("account, password", "/account/password", RUTH),
    _("account, log ins", "/account/logins", RUTH),
    _("account, name wrong", "/account/name", RUTH, form={"name": "1"}, status=422),
    _("account, password wrong", "/account/password", RUTH, form={"present": "not it", "password": "short"}, status=422),
    _("account, password not the present one", "/account/password", RUTH, form={"present": "not it", "password": "long enough to be one"}, status=422),
    _("account, no such log in", "/account/logins", RUTH, form={"end": "banana"}, status=422),
    _("account, renamed just now", "/account/name", LIAT, form={"name": "ליאת בן־דוד"}, status=303),
    _("account, others logged out just now", "/account/logins", LIAT, form={"end": "others"}, status=303),
    _("account, password changed just now", "/account/password", LIAT, form={"present": PASSWORD, "password": "another lamp in the window"}, status=303),
    _("registered just now", "/register", form={"name": "Robin Newcome", "email": "robin@example.org", "password": PASSWORD}, status=303),
    _("logged in just now", "/login", form={"email": "robin@example.org", "password": PASSWORD}, status=303),
)

COMMENTS = (
    _("comments", f"{FULL}/comments"),
    _("comments, newest first", f"{FULL}/comments?order=newest", RUTH),
    _("comments, second page", f"{FULL}/comments?page=2"),
    _("comments, past the end", f"{FULL}/comments?page=99", status=404),
    _("comments, off", f"{BARE}/comments", status=404),
    _("comments, an unknown order", f"{FULL}/comments?order=loudest", status=422),
    _("comments, more replies", f"{FULL}/comments?thread=1&after=10", YUSUF),
    _("comments, the form for a reply", f"{FULL}/comments?reply={{first}}", NOUR),
    _("comments, the form for a reply, logged out", f"{FULL}/comments?reply={{first}}"),
    _("comment, its place", "/comments/{first}", status=302),
    _("comment, unknown", "/comments/999999", status=404),
    _("comment, its editing", "/comments/{own}/edit", YUSUF),
    _("comment, its editing by another", "/comments/{own}/edit", NOUR, status=403),
    _("comment, its editing too late", "/comments/{first}/edit", RUTH, status=403),
    _("comment, its editing, logged out", "/comments/{own}/edit", status=303),
    _("post, logged out", f"{FULL}/comments", form={"body": "Kept for me, I hope."}, status=303),
    _("post, empty", f"{FULL}/comments", NOUR, form={"body": "  "}, status=422),
    _("post, too long", f"{FULL}/comments", NOUR, form={"body": "word " * 5000}, status=422),
    _("post, much too long", f"{FULL}/comments", NOUR, form={"body": "word " * 5000}, world=STRICT, status=413),
    _("post, where they are closed", f"{LONG}/comments", NOUR, form={"body": "Late."}, status=403),
    _("post, where there are none", f"{BARE}/comments", NOUR, form={"body": "None."}, status=404),
    _("post, an answer to nothing", f"{QUIET}/comments", NOUR, form={"body": "Indeed.", "in_reply_to": "{first}"}, status=422),
    _("post, an answer to what was taken back", f"{FULL}/comments", NOUR, form={"body": "Indeed.", "in_reply_to": "{withdrawn}"}, status=409),
    _("post, kept for next time", FULL, NOUR),
    _("edit, empty", "/comments/{own}/edit", YUSUF, form={"body": ""}, status=422),
    _("edit, another's", "/comments/{own}/edit", NOUR, form={"body": "Mine now."}, status=403),
    _("withdraw, another's", "/comments/{own}/withdrawal", NOUR, form={}, status=403),
    _("post, the first of a conversation", f"{QUIET}/comments", YUSUF, form={"body": "Somebody has to *begin*."}, status=303),
    _("post, a look before", f"{FULL}/comments", YUSUF, form={"body": "Is *this* right?", "preview": "yes"}),
    _("post, an empty look before", f"{FULL}/comments", YUSUF, form={"body": "", "preview": "yes"}, status=422),
    _("edit, a look before", "/comments/{own}/edit", YUSUF, form={"body": "Or `this`?", "preview": "yes"}),
    _("post, an answer", f"{FULL}/comments", YUSUF, form={"body": "I think so too.", "in_reply_to": "{first}"}, status=303),
    _("post, held", f"{FULL}/comments", YUSUF, form={"body": "My first here."}, world=STRICT, status=303),
    _("post, held, as its writer sees it", FULL, YUSUF, world=STRICT),
    _("post, too often", f"{FULL}/comments", YUSUF, form={"body": "And again."}, world=STRICT, times=4, status=429),
    _("edited just now", "/comments/{own}/edit", YUSUF, form={"body": "In other words."}, status=303),
    _("withdrawn just now", "/comments/{own}/withdrawal", YUSUF, form={}, status=303),
)

WELCOME = (
    _("welcome, read just now", "/welcome", VISITOR, form={}, status=303),
    _("welcome, from elsewhere", "/welcome", form={}, foreign=True, status=403),
    _("logged out just now", "/logout", NOUR, form={}, status=303),
)

STATES = (
    *LISTS, *ARTICLES, *PAGES, *SAVED, *SEARCH, *READING, *ACCOUNTS, *COMMENTS, *WELCOME
)  # fmt: skip
