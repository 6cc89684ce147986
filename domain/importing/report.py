"""What an import has to say: what became of each file, what is wrong in it and where."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum


class Fate(StrEnum):
    """What became of a file."""

    NEW = "new"
    CHANGED = "changed"
    UNCHANGED = "unchanged"
    WRONG = "wrong"


@dataclass(frozen=True, order=True)
class Remark:
    """Something to say about a place in a file; `key` is empty where it concerns no key."""

    file: str
    line: int
    key: str
    words: str

    def __str__(self) -> str:
        where = f"{self.file}:{self.line}: "
        return f"{where}{self.key}: {self.words}" if self.key else where + self.words


@dataclass(frozen=True)
class Outcome:
    """What became of a file: with `errors` it was left out, with `notes` it came in regardless."""

    file: str
    fate: Fate
    errors: list[Remark] = field(default_factory=list)
    notes: list[Remark] = field(default_factory=list)
    is_article: bool = True


class Wrong(Exception):
    """A file cannot come in; `errors` say why, each with its line."""

    def __init__(self, errors: list[Remark]) -> None:
        super().__init__("\n".join(map(str, errors)))
        self.errors = errors


class Report:
    """The outcomes of an import, counted."""

    def __init__(self) -> None:
        self.outcomes: list[Outcome] = []

    def add(self, outcome: Outcome) -> None:
        """Take note of what became of a file."""
        self.outcomes.append(outcome)

    @property
    def errors(self) -> list[Remark]:
        """Everything that kept a file out."""
        return [error for outcome in self.outcomes for error in outcome.errors]

    @property
    def counts(self) -> str:
        """The articles in numbers: "2 new, 0 changed, 12 unchanged, 1 wrong"."""
        fates = [o.fate for o in self.outcomes if o.is_article or o.fate is Fate.WRONG]
        return ", ".join(f"{fates.count(fate)} {fate}" for fate in Fate)
