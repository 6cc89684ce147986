"""Near misses: the words of our articles that are a slip of the finger away from a word.

Two words that are one slip apart share a form that is left when a letter is taken out of either.
The forms of all words are kept, so finding the neighbours of a word is looking up its few forms.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from sqlalchemy import insert, select

from models import SearchSpelling, SearchWord
from models.database import db

MOST_WORDS = 8
MOST_NEIGHBOURS = 6
_BATCH = 500


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


def learn(words: Iterable[str]) -> None:
    """Remember the words that are new, and their forms; part of the unit of work."""
    for batch in _batches(sorted(words)):
        known = set(db.scalars(select(SearchWord.word).where(SearchWord.word.in_(batch))))
        new = [word for word in batch if word not in known]
        if new:
            db.execute(insert(SearchWord), [{"word": word} for word in new])
            spellings = [{"form": form, "word": word} for word in new for form in forms(word)]
            db.execute(insert(SearchSpelling), spellings)


def neighbours(words: Sequence[str]) -> dict[str, list[str]]:
    """For each folded word the few known words that are one slip away, the likeliest first."""
    asked = [word for word in words if 3 <= len(word) <= 24][:MOST_WORDS]
    looked_up = {form for word in asked for form in forms(word)}
    known = set(
        db.scalars(select(SearchSpelling.word).where(SearchSpelling.form.in_(looked_up)).distinct())
    )
    return {word: _likeliest(word, known) for word in asked}


def _likeliest(word: str, known: set[str]) -> list[str]:
    """A first letter is seldom wrong, and a letter is left out or doubled more often than not."""
    near = [other for other in known if is_slip(word, other)]
    near.sort(key=lambda other: (other[0] != word[0], len(other) == len(word), other))
    return near[:MOST_NEIGHBOURS]


def _batches(words: Sequence[str]) -> Iterator[Sequence[str]]:
    for start in range(0, len(words), _BATCH):
        yield words[start : start + _BATCH]
