"""Finding: the articles that hold all the words first, then those that hold some, ranked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from .. import listing
from ..refusal import Missing
from . import cards, marking, spelling, suggesting, words
from .engine import Question, engine
from .found import CAP, Filters, Found, Result
from .words import Query

FEW = 10
"""Where fewer than these hold all the words, those that hold some of them follow."""
TOO_LONG = (
    "That is {length:,} characters long, and a search takes {most}. A few telling words will do."
)


@dataclass
class _Ranking:
    """The ids found so far, the best first; the first `whole` of them hold all the words."""

    ids: list[int] = field(default_factory=list)
    whole: int = 0
    is_growing: bool = False
    is_capped: bool = False

    def add(self, ids: Sequence[int]) -> None:
        """Put further articles behind those there are."""
        self.is_capped = self.is_capped or len(ids) > CAP
        known = set(self.ids)
        self.ids += [each for each in ids[:CAP] if each not in known]


def find(text: str, number: int = 1, filters: Filters | None = None) -> Found:
    """Page `number` of the articles that answer `text`. Raises Missing past the end."""
    narrowed = filters or Filters()
    query = words.taken_apart(text.strip()[: words.LONGEST])
    found = Found(query, narrowed, listing.Listing([], number, False), problem=_problem(text))
    if not found.was_asked:
        return found
    forms = spelling.variants([words.fold(word) for word in query.words])
    ranking = _ranked(query, engine().question(query, forms, narrowed))
    meant = "" if ranking.whole else suggesting.meant(query, narrowed)
    rows = _rows(ranking, number, marking.sought(query, forms, growing=ranking.is_growing))
    page = listing.Listing(rows, number, len(ranking.ids) > number * listing.PER_PAGE)
    found = replace(found, page=page, meant=meant, is_capped=ranking.is_capped)
    found = replace(found, whole=ranking.whole, partial=len(ranking.ids) - ranking.whole)
    return suggesting.beside(found, ranking.ids) if number == 1 and not meant else found


def _problem(text: str) -> str:
    length = len(text.strip())
    return TOO_LONG.format(length=length, most=words.LONGEST) if length > words.LONGEST else ""


def _ranked(query: Query, asked: Question) -> _Ranking:
    """Ask for all the words; where they find little, for their beginnings, and for any of them."""
    ranking = _Ranking()
    ranking.add(asked.all_words(CAP + 1))
    if len(ranking.ids) < FEW and query.open_word:
        begun = asked.all_beginning(CAP + 1)
        ranking.is_growing = bool(begun)
        ranking.add(begun)
    ranking.whole = len(ranking.ids)
    if ranking.whole < FEW and len(query.words) + len(query.phrases) > 1:
        ranking.add(asked.any_word(CAP + 1))
    return ranking


def _rows(ranking: _Ranking, number: int, sought: marking.Sought) -> list[Result]:
    start = (number - 1) * listing.PER_PAGE
    ids = ranking.ids[start : start + listing.PER_PAGE] if start >= 0 else []
    if not ids and number != 1:
        raise Missing("The list is not that long.")
    if not ids:
        return []
    held = cards.of(ids, engine().among)
    whole = set(ranking.ids[: ranking.whole])
    return [_result(*held[each], sought, each not in whole) for each in ids]


def _result(
    card: cards.Card, held: cards.Words, sought: marking.Sought, is_partial: bool
) -> Result:
    return Result(card, *marking.shown(held, sought), is_partial)
