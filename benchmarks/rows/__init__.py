"""The rows of the table: each a function that measures and gives its lines.

`ROWS` names them as `make bench ROWS=…` does; what one of them needs it starts itself.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from ..measuring import Loader
from ..results import Row
from ..sites import Sites
from . import acts, alike, growth, memory, pages, references, search, weight

Measure = Callable[[Sites, Loader], Iterator[Row]]

ROWS: dict[str, Measure] = {
    "references": references.ready,
    "article": pages.article,
    "addresses": pages.addresses,
    "lists": pages.lists,
    "member": pages.member,
    "uncached": pages.uncached,
    "search": search.search,
    "save": acts.save,
    "comment": acts.comment,
    "login": acts.login,
    "alike": alike.alike,
    "growth": growth.growth,
    "memory": memory.memory,
    "weight": weight.weight,
}
