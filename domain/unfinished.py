"""Texts that were typed and refused: kept for a day, given back in the form they were typed in."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import delete, select

from models import Person, Shelf, Unfinished, now
from models.database import apart, db

from . import ordinary, shelf

KEPT = timedelta(hours=24)
LONGEST = 100_000
MOST = 20
"""Of one person; of more, the newest."""


@dataclass(frozen=True)
class Typed:
    """A text on its way: `place` names the form, such as `article-12` or `reply-345`."""

    place: str
    text: str


def find(person: Person, place: str) -> str:
    """The text that `person` typed at `place` and that was refused; empty where there is none."""
    if (person.id is None and person.device is None) or ordinary.is_it(person):
        return ""
    kept = select(Unfinished.text).join(Shelf, Shelf.id == Unfinished.shelf_id)
    since = now() - KEPT
    return (
        db.scalar(
            kept.where(
                shelf.owned_by(person), Unfinished.place == place, Unfinished.kept_at > since
            )
        )
        or ""
    )


def waits(person: Person) -> bool:
    """Whether anything that `person` typed waits to be sent."""
    if person.id is None and person.device is None:
        return False
    kept = select(Unfinished.id).join(Shelf, Shelf.id == Unfinished.shelf_id)
    recent = Unfinished.kept_at > now() - KEPT
    return db.scalar(kept.where(shelf.owned_by(person), recent).limit(1)) is not None


def keep(person: Person, place: str, text: str) -> None:
    """Keep `text` for a day, in a transaction of its own: it outlives the refusal."""
    with apart() as session:
        owner = session.scalar(select(Shelf).where(shelf.owned_by(person)))
        if owner is None:
            owner = Shelf(reader_id=person.id) if person.id else Shelf(device=person.device)
            session.add(owner)
            session.flush()
        mine = Unfinished.shelf_id == owner.id
        session.execute(delete(Unfinished).where(Unfinished.kept_at < now() - KEPT))
        session.execute(delete(Unfinished).where(mine, Unfinished.place == place))
        session.add(Unfinished(shelf_id=owner.id, place=place, text=text[:LONGEST]))
        session.flush()
        newest = select(Unfinished.id).where(mine).order_by(Unfinished.kept_at.desc()).limit(MOST)
        session.execute(delete(Unfinished).where(mine, Unfinished.id.not_in(newest)))


def drop(person: Person, place: str) -> None:
    """Forget the text typed at `place`: it was sent. Part of the unit of work that sent it."""
    mine = select(Shelf.id).where(shelf.owned_by(person)).scalar_subquery()
    db.execute(delete(Unfinished).where(Unfinished.shelf_id == mine, Unfinished.place == place))
