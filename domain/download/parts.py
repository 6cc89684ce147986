"""What the download holds: a part for each table that knows somebody, and what is left out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from sqlalchemy import Column, ColumnElement, FromClause, Label, Table

from models import Base

_tables = Base.metadata.tables


@dataclass(frozen=True)
class Part:
    """The rows of one table that belong to somebody, with what stands beside them elsewhere."""

    name: str
    title: str
    about: str
    """A sentence that says what stands there."""
    knows: str
    """The column that says whose a row is: `comment.reader_id`."""
    key: str = "id"
    """The column that tells the rows of one account apart."""
    only: frozenset[str] = frozenset()
    """The columns it holds; all where none are named."""
    without: Mapping[str, str] = field(default_factory=dict)
    """Columns that are left out, and why."""
    unsaid: frozenset[str] = frozenset()
    """What is left out of the facts that a column of it gathers."""
    beside: tuple[Label[str], ...] = ()
    """What stands beside it in other tables."""
    source: FromClause | None = None
    """The tables it is read from, where that is not its own alone."""
    address: str = ""
    """The path where it is to be seen, made of its columns: `/comments/{id}`."""

    @property
    def table(self) -> Table:
        """The table whose rows these are."""
        return _tables[self.knows.partition(".")[0]]

    @property
    def columns(self) -> list[Column[object]]:
        """The columns of its own table that it holds."""
        shown = [each for each in self.table.c if each.name not in self.without]
        return [each for each in shown if not self.only or each.name in self.only]

    @property
    def names(self) -> list[str]:
        """How its columns are called."""
        own = [each.name for each in self.columns] + [each.name for each in self.beside]
        return [*own, "address"] if self.address else own

    def belongs_to(self, number: int) -> ColumnElement[bool]:
        """The condition that finds the rows of the account `number`."""
        return self.table.c[self.knows.partition(".")[2]] == number


_reader, _article, _comment = _tables["reader"], _tables["article"], _tables["comment"]
_shelf, _saved, _unfinished = _tables["shelf"], _tables["saved"], _tables["unfinished"]
_muted, _visit = _tables["muted"], _tables["visit"]
_decision, _words = _tables["decision"], _tables["decision_text"]
SECRET = "It opens something. A file that lies on a disk should not."  # noqa: S105 (words)
OTHERS = "It says what other people did."
MACHINERY = "It serves the machine alone and says nothing that does not stand here already."
SETTINGS = frozenset({"reading", "replies"})
SHELF = dict.fromkeys(("id", "device", "used_at"), MACHINERY)


_of_article = (_article.c.slug.label("article"), _article.c.title.label("article_title"))
_read_beside = _comment.join(_article, _article.c.id == _comment.c.article_id)

PARTS: tuple[Part, ...] = (
    Part(
        "account",
        "Account",
        "Your name, your address, and how you stand.",
        "reader.id",
        without={"password_hash": SECRET, **dict.fromkeys(SETTINGS, "")},
    ),
    Part(
        "settings",
        "Settings",
        "What you chose.",
        "reader.id",
        only=SETTINGS,
    ),
    Part(
        "saved",
        "Saved articles",
        "The articles that you saved.",
        "shelf.reader_id",
        without=SHELF,
        key="saved.article_id",
        beside=(*_of_article, _saved.c.saved_at.label("saved_at")),
        source=_shelf.join(_saved).join(_article, _article.c.id == _saved.c.article_id),
        address="/articles/{article}",
    ),
    Part(
        "unfinished",
        "Unfinished texts",
        "What you typed, and could not be sent. It is kept for a day.",
        "shelf.reader_id",
        without=SHELF,
        key="unfinished.id",
        beside=tuple(_unfinished.c[each].label(each) for each in ("place", "text", "kept_at")),
        source=_shelf.join(_unfinished),
    ),
    Part(
        "comments",
        "Comments",
        "What you wrote under articles, with how it stands: visible, held, hidden, removed or"
        " withdrawn.",
        "comment.reader_id",
        without={
            **dict.fromkeys(("reports", "queue"), OTHERS),
            **dict.fromkeys(("html", "render_version", "fingerprint", "echo", "turns"), MACHINERY),
            **dict.fromkeys(("arrival", "answered_id"), MACHINERY),
        },
        beside=_of_article,
        source=_read_beside,
        address="/comments/{id}",
    ),
    Part(
        "recommendations",
        "Recommendations",
        "Comments of others that you recommend.",
        "recommendation.reader_id",
        key="comment_id",
        address="/comments/{comment_id}",
    ),
    Part(
        "muted",
        "Muted",
        "Whose comments are folded for you.",
        "muted.reader_id",
        key="muted_id",
        beside=(_reader.c.name.label("name"),),
        source=_muted.join(_reader, _reader.c.id == _muted.c.muted_id),
    ),
    Part(
        "visits",
        "Visits",
        "How far you have read the conversations in which you were.",
        "visit.reader_id",
        key="article_id",
        beside=_of_article,
        source=_visit.join(_article),
        address="/articles/{article}",
    ),
    Part(
        "reports",
        "Reports",
        "Comments of others that you reported, and why.",
        "report.reader_id",
        address="/comments/{comment_id}",
    ),
    Part(
        "logins",
        "Log ins",
        "Where you are logged in.",
        "login.reader_id",
        without={"secret_hash": SECRET},
    ),
    Part(
        "passkeys",
        "Passkeys",
        "The passkeys that log you in. What opens something stays on your devices.",
        "passkey.reader_id",
        without=dict.fromkeys(("credential_id", "public_key", "handle", "sign_count"), MACHINERY),
    ),
    Part(
        "authenticator",
        "Authenticator app",
        "Since when its code is asked for.",
        "authenticator.reader_id",
        key="reader_id",
        without={"sealed_secret": SECRET, "last_step": MACHINERY},
    ),
    Part(
        "recovery codes",
        "Recovery codes",
        "Which were used, and when.",
        "recovery_code.reader_id",
        without={"code_hash": SECRET},
    ),
    Part(
        "links",
        "Links from letters",
        "The links that were sent to you, and what became of them.",
        "token.reader_id",
        without={"secret_hash": SECRET},
    ),
    Part(
        "notices",
        "Notices",
        "What you were told here: of a decision, or of a reply, by their numbers.",
        "notice.reader_id",
        without={"letter": MACHINERY},
    ),
    Part(
        "decisions",
        "Decisions",
        "What moderators and the house's rules decided about you and about what you wrote, and"
        " what you were told.",
        "decision.subject_id",
        without={"actor_id": OTHERS},
        unsaid=frozenset({"reports", "queue"}),
        beside=(_words.c.sentence.label("sentence"), _words.c.words.label("words")),
        source=_decision.outerjoin(_words),
    ),
    Part(
        "appeals",
        "Appeals",
        "Decisions that you asked to have looked at once more, and the answers.",
        "appeal.reader_id",
        without={"answered_by_id": OTHERS},
    ),
    Part(
        "bans",
        "Bans",
        "Since when a mark stands by which you would be known again.",
        "ban.reader_id",
        key="mark",
        without={"mark": "It is a digest, made so that nothing can be read from it."},
    ),
)

LEFT_OUT: Mapping[str, str] = {
    "halfway.reader_id": "A log in between its two steps: it is over within ten minutes.",
    "decision.actor_id": "What you decided about others as a moderator: it is the publication's"
    " log, and tells of them.",
    "appeal.answered_by_id": "Appeals of others that you answered as a moderator: they are theirs.",
    "comment.answered_id": "Answers of others to what you wrote: they are theirs.",
    "muted.muted_id": "Who muted you: it is theirs, and nobody is told.",
    "author.reader_id": "The pages of authors for whom you answer: they are public.",
}
"""Columns that point at an account and are in no part, and why."""
ALSO_LEFT_OUT = (
    "How many reported what you wrote, and where it waited, before a decision and after: it says"
    " what other people did.",
    "What moderators noted for each other: it tells of them and of others.",
    "Letters that wait to be sent: they say what stands here, and are gone within minutes.",
    "How often you did what is limited, such as wrong passwords: it is forgotten within hours.",
)
"""What points at nobody by a column and is not in the download either."""
