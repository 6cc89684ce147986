"""How large a corpus is to be, and what is known of one that was made."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from pathlib import Path

PASSWORD = "four lamps burn in the harbour"  # noqa: S105 (of invented readers)


@dataclass(frozen=True)
class Plan:
    """What makes a corpus: the same plan is the same corpus."""

    articles: int = 100_000
    comments: int = 100_000
    most: int = 10_000
    """How many comments stand under the most discussed article."""
    seed: int = 1
    words: int = 120_000
    """How many words the language has."""
    pictures: int = 4

    @property
    def name(self) -> str:
        """The folder that the corpus is kept in."""
        return f"{self.articles}-{self.comments}-{self.most}-{self.seed}"

    @property
    def readers(self) -> int:
        """How many accounts there are."""
        return max(60, min(50_000, self.comments // 20))


@dataclass(frozen=True)
class Corpus:
    """What a measurement asks for: addresses, accounts, and words from common to rare."""

    plan: dict[str, int]
    usual: str
    """The slug of an article with twenty comments."""
    talked: str
    """The slug of the most discussed article."""
    slugs: list[str]
    """A thousand published articles, for readers to wander through."""
    section: str
    topic: str
    author: str
    addresses: list[str]
    """Accounts that can log in with `PASSWORD`; the first one has saved sixty articles."""
    words: list[tuple[str, float]]
    """Words from all tenths of their ranks, with the share of articles that each stands in."""

    def keep(self, path: Path) -> None:
        """Write it beside the database."""
        path.write_text(json.dumps(asdict(self), indent=1), encoding="utf-8")

    @classmethod
    def at(cls, path: Path) -> Corpus:
        """The corpus that was made here."""
        told = json.loads(path.read_text(encoding="utf-8"))
        told["words"] = [(word, share) for word, share in told["words"]]
        return cls(**told)
