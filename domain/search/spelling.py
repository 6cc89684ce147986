"""The words that there are: their stems, and their neighbours by a slip of the finger.

Two words that are one slip apart share a form that is left when a letter is taken out of either.
The forms of all words are kept, so finding the neighbours of a word is looking up its few forms.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from sqlalchemy import bindparam, func, insert, select

from models import SearchSpelling, SearchWord
from models.database import db

from .stems import stem

SHORTEST, LONGEST = 4, 24
MOST_WORDS = 8
MOST_VARIANTS = 30
_BATCH = 500


def learn(words: Iterable[str]) -> None:
    """Remember the folded words that are new; part of the unit of work."""
    for batch in _batches(sorted(words)):
        known = set(db.scalars(select(SearchWord.word).where(SearchWord.word.in_(batch))))
        new = [word for word in batch if word not in known]
        if new:
            db.execute(insert(SearchWord), [{"word": word, "stem": stem(word)} for word in new])
            spellings = [{"form": form, "word": word} for word in new for form in forms(word)]
            db.execute(insert(SearchSpelling), spellings)


def variants(words: Sequence[str]) -> dict[str, list[str]]:
    """For each folded word the known ones that share its stem, the shortest first."""
    stems = {stem(word) for word in words}
    rows = db.connection().execute(_OF_STEMS, {"stems": list(stems)})
    of_stem: dict[str, list[str]] = {}
    for word, its_stem in rows:
        of_stem.setdefault(its_stem, []).append(word)
    return {word: of_stem.get(stem(word), [])[:MOST_VARIANTS] for word in words}


_OF_STEMS = (
    select(SearchWord.word, SearchWord.stem)
    .where(SearchWord.stem.in_(bindparam("stems", expanding=True)))
    .order_by(func.length(SearchWord.word), SearchWord.word)
)


def forms(word: str) -> set[str]:
    """`word`, and what is left of it when one letter is taken out."""
    return {word, *(word[:place] + word[place + 1 :] for place in range(len(word)))}


def is_slip(one: str, other: str) -> bool:
    """Whether a letter too many, too few, wrong, or two in the wrong order tell them apart."""
    if len(one) != len(other):
        short, long = sorted((one, other), key=len)
        return len(long) - len(short) == 1 and short in forms(long)
    apart = [place for place in range(len(one)) if one[place] != other[place]]
    if len(apart) == 2 and apart[1] == apart[0] + 1:
        first, second = apart
        return one[first] == other[second] and one[second] == other[first]
    return len(apart) == 1


def _batches(words: Sequence[str]) -> Iterator[Sequence[str]]:
    for start in range(0, len(words), _BATCH):
        yield words[start : start + _BATCH]
