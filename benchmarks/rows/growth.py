"""Growth: what the same page costs on a small publication and on a large one, nothing cached."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from ..asking import Ask, logged_in
from ..corpus import Corpus
from ..corpus.plan import PASSWORD
from ..measuring import Load, Loader
from ..results import Row, plain
from ..sites import Sites

GROWTH = 1.3
PAGES: tuple[tuple[str, str, Callable[[Corpus], str]], ...] = (
    ("article", "the most discussed article", lambda corpus: f"/articles/{corpus.talked}"),
    ("front", "front page", lambda _: "/"),
    ("section", "section", lambda corpus: f"/sections/{corpus.section}"),
    ("section-deep", "section, page 5", lambda corpus: f"/sections/{corpus.section}?page=5"),
    ("topic", "topic", lambda corpus: f"/topics/{corpus.topic}"),
    ("saved", "saved articles", lambda _: "/saved"),
)


def growth(sites: Sites, loader: Loader) -> Iterator[Row]:
    """The middle answer's time on the large publication over that on the small one, in turns."""
    small, large = sites.lectern("small", cached=False), sites.lectern("large", cached=False)
    cookies = {
        size: {"Cookie": logged_in(server.port, sites.corpus(size).addresses[0], PASSWORD)}
        for size, server in (("small", small), ("large", large))
    }
    for key, name, path in PAGES:
        loads = []
        for size, server in (("small", small), ("large", large)):
            headers = cookies[size] if key == "saved" else {}
            loads.append(Load(server, [Ask(path(sites.corpus(size)), headers)], connections=1))
        loader.send(loads[0], 1)
        beside = loader.beside(*loads)
        few = beside.unit[0].p50
        note = f"{few:.2f} ms and {beside.p50:.2f} ms"
        yield plain(f"growth-{key}", f"growth: {name}", beside.ratios("p50"), "times", GROWTH, note)
