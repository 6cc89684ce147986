"""Words that a comment is held for: whole words, in whatever letters they are written."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from sqlalchemy import delete, select

from domain.lookalikes import folded
from models import Watchword, WatchwordKind
from models.database import db


def known() -> Sequence[Watchword]:
    """All of them, the banned ones first."""
    return db.scalars(select(Watchword).order_by(Watchword.kind, Watchword.folded)).all()


def found(text: str, among: Iterable[Watchword] | None = None) -> list[Watchword]:
    """Those that stand in `text` as whole words, the banned ones first."""
    line = f" {folded(text)} "
    return [each for each in (known() if among is None else among) if f" {each.folded} " in line]


def replace(lists: Mapping[WatchwordKind, Iterable[str]]) -> None:
    """Make the lists what the publication says. A word on both of them is banned."""
    wanted: dict[str, Watchword] = {}
    for kind in (WatchwordKind.SUSPECT, WatchwordKind.BANNED):
        for word in lists.get(kind, ()):
            if line := folded(word):
                wanted[line] = Watchword(folded=line, word=word, kind=kind)
    db.execute(delete(Watchword))
    db.add_all(wanted.values())
