"""Shelves: found for a person, made when the first thing is kept, moved at log in."""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy import ColumnElement, delete, select, update

from models import Person, Reader, Saved, Shelf, Unfinished, now
from models.database import db, writing

DEVICE_ROWS = 200
DEVICE_KEPT = timedelta(days=365)
"""How long a device keeps what nobody looks after: as long as its cookie."""
USE_NOTED = timedelta(days=1)
"""How exactly it is noted when a shelf was used: for a year's sake nothing is written each time."""
SWEPT_AT_ONCE = 50
NOBODYS = 0
"""A number that no shelf has: it is looked for and not there, which costs nothing."""


def owned_by(person: Person) -> ColumnElement[bool]:
    """The condition that finds the shelf of `person`; nobody's where they have none."""
    if isinstance(person, Reader):
        return Shelf.reader_id == person.id
    return Shelf.device == person.device if person.device else Shelf.id == NOBODYS


def of(person: Person) -> Shelf | None:
    """The shelf of `person`, if anything was ever kept for them."""
    return db.scalar(select(Shelf).where(owned_by(person)))


def made_for(person: Person) -> Shelf:
    """The shelf of `person`, made now if this is the first thing on it."""
    writing()
    found = of(person)
    if found is None:
        sweep()
        found = Shelf(reader_id=person.id) if person.id else Shelf(device=person.device)
        db.add(found)
        db.flush()
    if found.used_at < now() - USE_NOTED:
        found.used_at = now()
    return found


def sweep() -> None:
    """Clear some shelves of devices that were not used for a year."""
    writing()
    old = Shelf.device.is_not(None), Shelf.used_at < now() - DEVICE_KEPT
    ids = db.scalars(select(Shelf.id).where(*old).limit(SWEPT_AT_ONCE)).all()
    for table in (Saved, Unfinished):
        db.execute(delete(table).where(table.shelf_id.in_(ids)))
    db.execute(delete(Shelf).where(Shelf.id.in_(ids)))


def move(device: str | None, to: Reader) -> None:
    """Move what a device keeps into an account; nothing is left behind, nothing doubled."""
    source = db.scalar(select(Shelf).where(Shelf.device == device)) if device else None
    if source is None:
        return
    writing()
    target = made_for(to)
    _move_saved(source.id, target.id)
    _move_unfinished(source.id, target.id)
    db.delete(source)


def _move_saved(source: int, target: int) -> None:
    there = select(Saved.article_id).where(Saved.shelf_id == target)
    db.execute(delete(Saved).where(Saved.shelf_id == source, Saved.article_id.in_(there)))
    db.execute(update(Saved).where(Saved.shelf_id == source).values(shelf_id=target))


def _move_unfinished(source: int, target: int) -> None:
    """A text typed just now, on this device, takes the place of an older one in the same form."""
    brought = select(Unfinished.place).where(Unfinished.shelf_id == source)
    db.execute(
        delete(Unfinished).where(Unfinished.shelf_id == target, Unfinished.place.in_(brought))
    )
    db.execute(update(Unfinished).where(Unfinished.shelf_id == source).values(shelf_id=target))
