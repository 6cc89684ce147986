"""Making a corpus: into a database of its own, which stands there only when it is whole."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterable, Iterator
from dataclasses import asdict
from datetime import timedelta
from pathlib import Path
from random import Random
from typing import Any

from domain import darkroom, pictures
from domain.search.words import vocabulary
from models import Picture, Saved, Shelf
from models.database import connect, db
from settings import ROOT

from . import index, passages, people, talk
from .language import Language
from .ledger import Ledger, opened
from .passages import Passage
from .people import House
from .pieces import Pieces
from .plan import Corpus, Plan
from .talk import TALKED, USUAL

Watch = Callable[[Iterable[int], str, int], Iterable[int]]
"""Shows how far a long work is."""
FILE = "corpus.json"
SEGMENT = 50_000
"""Articles that are indexed in one transaction: what is merged seldom is merged quickly."""
MOST_SAVED = 60
WALKED = 1_000
PER_TENTH = 20
COMMONEST = 10


def make(plan: Plan, folder: Path, url: str, migrate: Callable[[str], Any], watch: Watch) -> Corpus:
    """The corpus of `plan` in the database at `url`, made if `folder` knows of none yet."""
    if (folder / FILE).exists():
        return Corpus.at(folder / FILE)
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    migrate(url)
    corpus = fill(plan, url, folder, watch)
    corpus.keep(folder / FILE)
    return corpus


def fill(plan: Plan, url: str, folder: Path, watch: Watch) -> Corpus:
    """Write the corpus of `plan` into the migrated, empty database at `url`."""
    engine = connect(url)
    db.remove()
    try:
        with opened(engine) as ledger:
            return _written(ledger, plan, folder, watch)
    finally:
        engine.dispose()


def _written(ledger: Ledger, plan: Plan, folder: Path, watch: Watch) -> Corpus:
    language = Language(plan.words, Random(plan.seed))
    texts = _passages(plan, language, watch)
    remarks = passages.remarks(min(passages.REMARKS, plan.comments), language)
    house = people.settled(ledger, plan, language)
    shown = _pictures(ledger, plan, folder.parent / "media")
    said = talk.held(plan, language.random)
    pieces = Pieces(ledger, plan, language, house)
    for _ in watch(pieces.write(said, texts, shown), "Articles", plan.articles):
        ledger.settle()
    talk.written(ledger, said, plan, remarks, language.random)
    _keep(ledger, plan, language.random)
    names = [name for name, _ in (*house.topics, *house.authors)]
    index.learn(ledger, vocabulary(" ".join([*pieces.heard, *names])))
    ledger.settle()
    for done in watch(index.fill(ledger, plan.articles), "Search", plan.articles):
        if done % SEGMENT == 0:
            ledger.settle()
    return _known(plan, pieces, house, passages.shares(texts), language)


def _passages(plan: Plan, language: Language, watch: Watch) -> list[Passage]:
    number = min(passages.MOST, plan.articles * 4)
    found: list[Passage] = []

    def prepared() -> Iterator[int]:
        for each in passages.prepared(number, language):
            found.append(each)
            yield len(found)

    for _ in watch(prepared(), "Passages", number):
        pass
    return found


def _pictures(ledger: Ledger, plan: Plan, media: Path) -> list[int]:
    """A few pictures of the demo publication, developed as ever; returns their numbers."""
    media.mkdir(exist_ok=True)
    files = sorted((ROOT / "content" / "pictures").glob("*.jpg"))[: plan.pictures]
    sheet = ledger.sheet(Picture, "id digest width height extension widths")
    with pictures.development(media) as work:
        taken = [(path, darkroom.look(path)) for path in files]
        for path, negative in taken:
            work.begin(path, negative)
        for number, (_, each) in enumerate(taken, 1):
            work.finish(each)
            sheet.add(number, each.digest, each.width, each.height, each.extension, each.widths)
    return list(range(1, len(files) + 1))


def _keep(ledger: Ledger, plan: Plan, random: Random) -> None:
    """Shelves: the first reader has saved sixty articles, one in ten some."""
    shelves, saved = (
        ledger.sheet(Shelf, "id reader_id"),
        ledger.sheet(Saved, "shelf_id article_id saved_at"),
    )
    for shelf, reader in enumerate(range(1, plan.readers + 1, 10), 1):
        shelves.add(shelf, reader)
        number = MOST_SAVED if shelf == 1 else random.randint(1, 40)
        chosen = random.sample(range(1, plan.articles + 1), min(number, plan.articles))
        for place, article in enumerate(chosen):
            saved.add(shelf, article, people.ENDED + timedelta(minutes=place))


def _known(
    plan: Plan, pieces: Pieces, house: House, shares: dict[str, float], language: Language
) -> Corpus:
    """What measurements ask for."""
    random = Random(plan.seed)
    return Corpus(
        plan=asdict(plan),
        usual=pieces.slugs[USUAL - 1],
        talked=pieces.slugs[TALKED - 1],
        slugs=random.sample(pieces.slugs, min(WALKED, len(pieces.slugs))),
        section=house.sections[0][1],
        topic=house.topics[0][1],
        author=house.authors[0][1],
        addresses=[people.address(number) for number in range(1, 61)],
        words=_asked(shares, language, random),
    )


def _asked(shares: dict[str, float], language: Language, random: Random) -> list[tuple[str, float]]:
    """The commonest words, and some of each tenth of the ranks."""
    ranked = [word for word in language.words if word in shares]
    tenth = max(1, len(ranked) // 10)
    asked = ranked[:COMMONEST]
    for start in range(0, len(ranked), tenth):
        some = ranked[start : start + tenth]
        asked += random.sample(some, min(PER_TENTH, len(some)))
    return [(word, shares[word]) for word in asked]
