"""The demo's readers, what they said and what they saved, with passwords that everybody knows.

They are for looking around on one's own computer: production refuses to start beside them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import yaml
from sqlalchemy import delete, inspect, select

from models import Comment, Guest, Login, Passkey, Reader, Role
from models.database import db, writing

from . import articles, authors, comments, passwords, saved
from .refusal import Conflict, Moved, Refusal

KEY = "demo"
"""Marks the demo's comments as posted once and for all."""


@dataclass
class Done:
    """What a run of `furnish` brought: new readers and comments, and what could not come in."""

    readers: int = 0
    comments: int = 0
    left_out: int = 0


@dataclass(frozen=True)
class Said:
    """A comment of the file, and the place of the one that it answers."""

    article: str
    words: Mapping[str, Any]
    at: datetime
    answers: int | None


def furnish(path: Path) -> Done:
    """Bring in the readers of the file, their comments and what they saved. Twice is as once."""
    told = yaml.safe_load(path.read_text(encoding="utf-8"))
    done = Done()
    new = _readers(told["readers"])
    done.readers = len(new)
    authors.bind_accounts()
    _converse(told.get("comments", ()), done)
    for reader in new:
        _save(reader, told.get("saved", {}).get(reader.address, ()), done)
    db.commit()
    return done


def logins(path: Path) -> list[tuple[str, str, str]]:
    """Role, address and password of each reader of the file who can log in."""
    told = yaml.safe_load(path.read_text(encoding="utf-8"))["readers"]
    return [(r["role"], r["email"], r["password"]) for r in told if r.get("password")]


def is_there() -> bool:
    """Whether demo accounts exist in the database; no tables, no accounts."""
    if not inspect(db().get_bind()).has_table(Reader.__tablename__):
        return False
    return db.scalar(select(Reader.id).where(Reader.is_demo).limit(1)) is not None


def close() -> int:
    """Close the demo accounts: nobody can log in, what they said stays. Returns how many."""
    writing()
    found = db.scalars(select(Reader).where(Reader.is_demo)).all()
    for reader in found:
        reader.is_demo, reader.confirmed_address = False, None
        reader.password_hash = passwords.NONE
    numbers = [reader.id for reader in found]
    for table in (Login, Passkey):
        db.execute(delete(table).where(table.reader_id.in_(numbers)))
    db.commit()
    return len(found)


def _readers(told: Sequence[Mapping[str, str]]) -> list[Reader]:
    """Make those readers of the file who are not there yet."""
    known = set(db.scalars(select(Reader.confirmed_address)))
    new = [
        Reader(
            name=each["name"],
            address=each["email"].casefold(),
            confirmed_address=each["email"].casefold(),
            password_hash=passwords.hashed(p) if (p := each.get("password")) else passwords.NONE,
            role=Role(each["role"]),
            is_demo=True,
        )
        for each in told
        if each["email"].casefold() not in known
    ]
    writing()
    db.add_all(new)
    db.flush()
    return new


def _converse(told: Sequence[Mapping[str, Any]], done: Done) -> None:
    """Post what was said in the order in which it was said; then take back what was taken back."""
    people = {reader.name: reader for reader in db.scalars(select(Reader).where(Reader.is_demo))}
    before = _number_of_comments()
    posted: dict[int, Comment] = {}
    for place, said in sorted(_in_turn(told), key=lambda pair: pair[1].at):
        if said.answers is not None and said.answers not in posted:
            continue
        try:
            posted[place] = _post(people, said, posted)
        except Conflict:
            continue  # said in an earlier run, before what it answers was taken back
        except (Refusal, Moved, KeyError):
            done.left_out += 1
    for place, said in _in_turn(told):
        if said.words.get("withdrawn") and place in posted:
            comments.withdraw(people[said.words["by"]], posted[place])
    done.comments = _number_of_comments() - before


def _in_turn(told: Sequence[Mapping[str, Any]]) -> Iterator[tuple[int, Said]]:
    """Every comment of the file with its number, answers after what they answer."""
    waiting: list[tuple[str, Mapping[str, Any], int | None]] = [
        (each["article"], each, None) for each in told
    ]
    place = 0
    while waiting:
        article, words, answers = waiting.pop(0)
        yield place, Said(article, words, _instant(words["at"]), answers)
        waiting += [(article, reply, place) for reply in words.get("replies", ())]
        place += 1


def _post(people: Mapping[str, Reader], said: Said, posted: Mapping[int, Comment]) -> Comment:
    answered = None if said.answers is None else posted[said.answers].id
    comment = comments.post(
        people[said.words["by"]],
        articles.seen_by(Guest(), said.article),
        said.words["body"],
        in_reply_to=answered,
        key=KEY,
        at=said.at,
    )
    if said.words.get("edited"):
        comment.edited_at = _instant(said.words["edited"])
    return comment


def _instant(value: datetime) -> datetime:
    return value if value.tzinfo else value.replace(tzinfo=UTC)


def _number_of_comments() -> int:
    return len(db.scalars(select(Comment.id).join(Comment.reader).where(Reader.is_demo)).all())


def _save(reader: Reader, slugs: Sequence[str], done: Done) -> None:
    for slug in reversed(slugs):
        try:
            saved.set(reader, saved.found_by(reader, slug), keep=True)
        except (Refusal, Moved):
            done.left_out += 1
