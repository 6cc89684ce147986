"""Every state in which somebody can find a page; a route without one fails in `test_states.py`."""

from __future__ import annotations

from tests.cast import PASSWORD

from .keys import KEYS
from .leaving import LEAVING
from .letters import LETTERS
from .moderating import MODERATING
from .state import (
    BROKEN,
    EMPTY,
    GUEST,
    INES,
    LIAT,
    NOUR,
    RUTH,
    STRANGER,
    STRICT,
    VISITOR,
    YUSUF,
    State,
)
from .state import foreign as _foreign
from .state import send as _send
from .state import strict as _strict
from .talking import TALKING

FULL = "/articles/the-lamp-in-the-window"
LONG = "/articles/an-unforeseeably-long-headline"
HEBREW = "/articles/right-to-left"
BARE = "/articles/a-bare-note"
QUIET = "/articles/the-quiet-room"
WITHDRAWN = "/articles/the-note-withdrawn"
CHANGED = "/articles/the-note-changed"

_ = State

LISTS = (
    _("front", "/", shows="Latest"),
    _("front, first visit", "/", VISITOR, shows="Enter site"),
    _("front, guest", "/", GUEST),
    _("front, logged in", "/", RUTH, shows="Ruth Adler"),
    _("front, second page", "/?page=2", shows="Page 2"),
    _("front, past the end", "/?page=999", status=404),
    _("front, no such number", "/?page=one", status=404),
    _("front, nothing published", "/", world=EMPTY, shows="Nothing has been published here yet"),
    _("section", "/sections/world", shows="Page 1"),
    _("section, guest", "/sections/world", GUEST, shows="Saved"),
    _("section, last page", "/sections/world?page=2", RUTH, shows="Newer"),
    _("section, nothing in it", "/sections/letters", shows="Nothing has been published here yet"),
    _("section, unknown", "/sections/nowhere", status=404),
    _("topic", "/topics/lamps"),
    _("topic, unknown", "/topics/nothing", status=404),
    _("author", "/authors/ines-okafor"),
    _("author, a desk", "/authors/the-desk", GUEST, shows="Desk"),
    _("author, right to left", "/authors/samira-haddad"),
    _("author, a long name", "/authors/bartholomew-featherstonehaugh-cholmondeley"),
    _("author, unknown", "/authors/nobody", status=404),
)

ARTICLES = (
    _("article", FULL, shows="Corrections"),
    _("article, first visit", FULL, VISITOR, shows="Enter site"),
    _("article, guest", FULL, GUEST),
    _("article, its commenter", FULL, RUTH, shows="Commenting as"),
    _("article, its writer", FULL, INES),
    _("comments, one to edit", f"{FULL}/comments?page=2", YUSUF, shows="Edit"),
    _("article, nothing said yet", QUIET, shows="No comments on this article yet."),
    _("article, nothing said yet, logged in", QUIET, YUSUF, shows="Be the first"),
    _("article, long headline, comments closed", LONG, shows="Comments on this article are closed"),
    _(
        "article, comments closed, logged in",
        LONG,
        RUTH,
        shows="Comments on this article are closed.",
    ),
    _("article, right to left", HEBREW, shows='lang="he"'),
    _("article, right to left, logged in", HEBREW, RUTH),
    _("article, bare", BARE, RUTH),
    _("article, changed since", CHANGED, RUTH, shows="a lamp was counted twice"),
    _("article, withdrawn", WITHDRAWN, status=410),
    _("article, unknown", "/articles/nothing-here", status=404),
    _("article, its own look", FULL, reading="text_size=xx-large&theme=night&typeface=sans"),
    _("article, broken settings", FULL, reading="text_size=enormous"),
    _("print view", f"{FULL}/print", shows="To print this page"),
    _("print view, right to left", f"{HEBREW}/print"),
    _("print view, bare", f"{BARE}/print"),
    _("print view, unknown", "/articles/nothing-here/print", status=404),
    _("history", f"{FULL}/history", shows="Correction."),
    _("history, nothing changed", f"{QUIET}/history", shows="Nothing was changed"),
    _("history, unknown", "/articles/nothing-here/history", status=404),
)

PAGES = (
    _("about", "/about", shows="What we print"),
    _("contact", "/contact"),
    _("privacy", "/privacy"),
    _("community rules", "/community-rules"),
    _("accessibility", "/accessibility", RUTH),
    _("nothing at this address", "/nothing-here/at-all", status=404),
    _("a method that is not for it", "/", form={}, status=405),
    _("a fault", "/about", world=BROKEN, status=500, shows="Something broke on our side"),
)

SAVED = (
    _("saved, nothing", "/saved", shows="You haven't saved any articles"),
    _("saved, guest", "/saved", GUEST, shows="Kept on this device"),
    _("saved, logged in, many", "/saved", RUTH, shows="has withdrawn this article"),
    _("saved, second page", "/saved?page=2", RUTH, shows="Page 2"),
    _("saved, logged in, nothing", "/saved", NOUR, shows="You haven't saved any articles"),
    _("saved, past the end", "/saved?page=50", RUTH, status=404),
    _send("save, neither yes nor no", f"{FULL}/saved", STRANGER, 422, keep="banana"),
    _send("save, unknown article", "/articles/nothing-here/saved", STRANGER, 404, keep="yes"),
    _foreign("save, from elsewhere", f"{FULL}/saved", keep="yes"),
    _send("saved just now", f"{QUIET}/saved", GUEST, 303, keep="yes"),
    _send("removed just now", f"{QUIET}/saved", GUEST, 303, keep="no"),
    _send(
        "removed in the list",
        "/articles/lamp-note-number-1/saved",
        GUEST,
        303,
        keep="no",
        row="yes",
    ),
)

SEARCH = (
    _("search, empty", "/search"),
    _("search, one character", "/search?q=l"),
    _("search, many found", "/search?q=lamp", GUEST, shows="<mark>"),
    _("search, second page", "/search?q=lamp&page=2"),
    _("search, one found", "/search?q=zyzzyva", shows="<mark>"),
    _("search, narrowed", "/search?q=lamp&section=world&topic=lamps&author=ines-okafor", RUTH),
    _("search, narrowed to nothing", "/search?q=lamp&section=letters"),
    _("search, a question", "/search?q=why+does+nobody+ever+ask+for+the+penny+of+the+lamp%3F"),
    _("search, none found", "/search?q=qwrtzp"),
    _("search, nearly", "/search?q=kindnes+zyzyva"),
    _("search, Hebrew", "/search?q=%D7%A1%D7%A4%D7%A8"),
    _("search, odd signs", "/search?q=%22%29+OR+%28%2A+%E2%80%9Clamp%E2%80%9D+%3C"),
    _("search, very long", f"/search?q={'a+very+long+search+' * 9}"),
    _("search, ten thousand characters", f"/search?q={'lamp+' * 2000}", status=422),
    _("search, past the end", "/search?q=lamp&page=99", status=404),
    _("search, too often", "/search?q=lamp", GUEST, world=STRICT, times=4, status=429),
)

SETTINGS = "/reading-settings"
READING = (
    _("settings", SETTINGS),
    _("settings, logged in", SETTINGS, RUTH),
    _("settings, chosen", SETTINGS, reading="text_size=large&theme=sepia&typeface=legible"),
    _("settings, of this device alone", SETTINGS, RUTH, reading="text_size=small*&theme=night*"),
    _send("settings, an unknown value", SETTINGS, STRANGER, 422, text_size="enormous"),
    _send("settings, an unknown key", SETTINGS, STRANGER, 422, colour="red"),
    _send("settings, neither yes nor no", SETTINGS, STRANGER, 422, reset="banana"),
    _send("settings, changed just now", SETTINGS, YUSUF, 303, text_size="large"),
    _send("settings, reset just now", SETTINGS, YUSUF, 303, reset="yes"),
    State("settings, kept", SETTINGS, LIAT, 303, {"keep": "yes"}, reading="text_size=small*"),
)

NOBODY = "nobody@example.org"
ANOTHER = "another lamp in the window"
ACCOUNTS = (
    _("register", "/register"),
    _("register, guest", "/register", GUEST),
    _send(
        "register, all wrong", "/register", STRANGER, 422, name="", email="nobody", password="no"
    ),
    _foreign("register, from elsewhere", "/register", name="A"),
    _("log in", "/login"),
    _("log in, on the way", f"/login?next={FULL}%23comments", GUEST),
    _("log in, said", "/login?said=logged-out", shows="You are logged out."),
    _("log in, logged in already", "/login", RUTH, shows="You are logged in as"),
    _send("log in, wrong", "/login", STRANGER, 422, email=NOBODY, password="not that one"),
    _send("log in, empty", "/login", STRANGER, 422, email="", password=""),
    _foreign("log in, from elsewhere", "/login", email=NOBODY),
    _strict("log in, too often", "/login", STRANGER, 429, 12, email=NOBODY, password="no"),
    _foreign("log out, from elsewhere", "/logout"),
    _("account", "/account", RUTH),
    _("account, said", "/account?said=renamed", NOUR, shows="Your name was changed."),
    _("account, logged out", "/account", status=303),
    _("account, name", "/account/name", RUTH),
    _("account, password", "/account/password", RUTH),
    _("account, log ins", "/account/logins", RUTH),
    _send("account, name wrong", "/account/name", RUTH, 422, name="1"),
    _send("account, password wrong", "/account/password", RUTH, 422, present="no", password="no"),
    _send(
        "account, not the present one",
        "/account/password",
        RUTH,
        422,
        present="no",
        password=ANOTHER,
    ),
    _send("account, no such log in", "/account/logins", RUTH, 422, end="banana"),
    _send("renamed just now", "/account/name", LIAT, 303, name="ליאת בן־דוד"),
    _send("others logged out just now", "/account/logins", LIAT, 303, end="others"),
    _send(
        "password changed just now",
        "/account/password",
        LIAT,
        303,
        present=PASSWORD,
        password=ANOTHER,
    ),
    _send(
        "registered just now",
        "/register",
        STRANGER,
        303,
        name="Robin",
        email="robin@example.org",
        password=PASSWORD,
    ),
    _send(
        "logged in just now", "/login", STRANGER, 303, email="robin@example.org", password=PASSWORD
    ),
    _send("logged out just now", "/logout", STRANGER, 303),
)

POST = f"{FULL}/comments"
OWN = "/comments/{own}/edit"
COMMENTS = (
    _("comments", POST, shows="Page 1 of 2"),
    _("comments, newest first", f"{POST}?order=newest", RUTH),
    _("comments, most recommended", f"{POST}?order=recommended", RUTH, shows="Most recommended"),
    _("comments, picks", f"{POST}?show=picks", shows="Editors’ pick"),
    _("comments, an unknown part", f"{POST}?show=loudest", status=422),
    _("comments, second page", f"{POST}?page=2", shows="Page 2 of 2"),
    _("comments, past the end", f"{POST}?page=99", status=404),
    _("comments, an unknown order", f"{POST}?order=loudest", status=422),
    _("comments, off", f"{BARE}/comments", status=404),
    _("comments, more replies", f"{POST}?thread=1&after=10", YUSUF),
    _("comments, a reply", f"{POST}?reply={{first}}", NOUR, shows="Your reply to"),
    _("comments, a reply, logged out", f"{POST}?reply={{first}}", shows="Your reply to"),
    _("comment, its place", "/comments/{first}", status=302),
    _("comment, unknown", "/comments/999999", status=404),
    _("edit", OWN, YUSUF, shows="Your comment"),
    _("edit, by another", OWN, NOUR, status=403),
    _("edit, too late", "/comments/{first}/edit", RUTH, status=403),
    _("edit, logged out", OWN, status=303),
    _send("post, logged out", POST, GUEST, 303, body="Kept for me, I hope."),
    _("post, kept while logging in", f"/login?next={FULL}", GUEST, shows="What you typed is kept"),
    _("post, kept for next time", FULL, GUEST, shows="Kept for me, I hope."),
    _send("post, empty", POST, NOUR, 422, body="  "),
    _send("post, too long", POST, NOUR, 422, body="word " * 5000),
    _strict("post, much too long", POST, NOUR, 413, body="word " * 5000),
    _send("post, where they are closed", f"{LONG}/comments", NOUR, 403, body="Late."),
    _send("post, where there are none", f"{BARE}/comments", NOUR, 404, body="None."),
    _send("post, to nothing", f"{QUIET}/comments", NOUR, 422, body="Yes.", in_reply_to="{first}"),
    _send("post, to what is gone", POST, NOUR, 409, body="Yes.", in_reply_to="{withdrawn}"),
    _send("edit, empty", OWN, YUSUF, 422, body=""),
    _send("edit, another's", OWN, NOUR, 403, body="Mine now."),
    _send("withdraw, another's", "/comments/{own}/withdrawal", NOUR, 403),
    _send("post, the first", f"{QUIET}/comments", YUSUF, 303, body="Somebody has to *begin*."),
    _send("post, a look before", POST, YUSUF, 200, body="Is *this* right?", preview="yes"),
    _send("post, an empty look before", POST, YUSUF, 422, body="", preview="yes"),
    _send("edit, a look before", OWN, YUSUF, 200, body="Or `this`?", preview="yes"),
    _send("post, an answer", POST, YUSUF, 303, body="I think so too.", in_reply_to="{first}"),
    _strict("post, held", POST, YUSUF, 303, body="My first here."),
    _strict("post, held, as its writer sees it", FULL, YUSUF, 200),
    _strict("post, too often", POST, YUSUF, 429, 4, body="And again."),
    _send("edited just now", OWN, YUSUF, 303, body="In other words."),
    _send("withdrawn just now", "/comments/{own}/withdrawal", YUSUF, 303),
)

WELCOME = (
    _foreign("welcome, from elsewhere", "/welcome"),
    _send("welcome, read just now", "/welcome", VISITOR, 303),
)

STATES: tuple[State, ...] = (
    *LISTS,
    *ARTICLES,
    *PAGES,
    *SAVED,
    *SEARCH,
    *READING,
    *ACCOUNTS,
    *LETTERS,
    *LEAVING,
    *KEYS,
    *COMMENTS,
    *TALKING,
    *MODERATING,
    *WELCOME,
)
