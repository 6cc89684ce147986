"""The index of search and the words that there are, filled in bulk."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from domain.search import postgres, spelling
from domain.search.stems import stem
from models import SearchSpelling, SearchWord

from .ledger import Ledger

STEP = 5_000


def learn(ledger: Ledger, words: Iterable[str]) -> None:
    """Write the words in order, with what is left of each when one letter is taken out."""
    known = ledger.sheet(SearchWord, "word stem")
    spellings = ledger.sheet(SearchSpelling, "form word")
    found = sorted(words)
    for word in found:
        known.add(word, stem(word))
    known.close()
    pairs = [(form, word) for word in found for form in spelling.forms(word)]
    for form, word in sorted(pairs):
        spellings.add(form, word)


def fill(ledger: Ledger, articles: int) -> Iterator[int]:
    """Have the index read the entries; yields how many are done."""
    if ledger.dialect.name == "sqlite":
        yield from _fts5(ledger, articles)
    else:
        yield from _vectors(ledger, articles)


def _fts5(ledger: Ledger, articles: int) -> Iterator[int]:
    """Segment by segment, each as large as memory likes, and packed at the end."""
    fields = [row[1] for row in ledger.execute("PRAGMA table_info(search_text)")]
    names = ", ".join(fields)
    statement = (
        f"INSERT INTO search_text (rowid, {names}) SELECT article_id, {names} FROM search_entry"
        " WHERE article_id > ? AND article_id <= ?"
    )
    ledger.execute("INSERT INTO search_text (search_text, rank) VALUES ('hashsize', 268435456)")
    for start in range(0, articles, STEP):
        ledger.execute(statement, (start, start + STEP))
        yield min(start + STEP, articles)
    ledger.execute("INSERT INTO search_text (search_text) VALUES ('optimize')")
    ledger.execute("INSERT INTO search_text (search_text, rank) VALUES ('hashsize', 1048576)")


def _vectors(ledger: Ledger, articles: int) -> Iterator[int]:
    """As the site itself takes an entry apart, many to a statement."""
    names = list(postgres.LABELS)
    fields = ", ".join(names)
    query = (
        f"SELECT article_id, {fields} FROM search_entry WHERE article_id > %s AND article_id <= %s"
    )
    for start in range(0, articles, STEP):
        entries = ledger.execute(query, (start, start + STEP)).fetchall()
        told = ((each, dict(zip(names, texts, strict=True))) for each, *texts in entries)
        rows = [(each, postgres.vector(texts)) for each, texts in told]
        ledger.write("search_text", ("article_id", "vector"), rows)
        yield min(start + STEP, articles)
