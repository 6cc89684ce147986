"""Search over headline, standfirst, text, byline, topics and sources of what is published.

`find` answers; `index` and `forget` are called in the unit of work that stores or takes away an
article; `reindex` makes everything anew. What a database does in its own language stands in one
module of its name, behind `engine.Engine`.
"""

from .cards import Named
from .entries import forget, index, reindex
from .finding import find
from .found import CAP, Facet, Filters, Found, Name, Result, filters
from .marking import BEGIN, END
from .suggesting import topics
from .words import LONGEST, printable

__all__ = [
    "BEGIN",
    "CAP",
    "END",
    "LONGEST",
    "Facet",
    "Filters",
    "Found",
    "Name",
    "Named",
    "Result",
    "filters",
    "find",
    "forget",
    "index",
    "printable",
    "reindex",
    "topics",
]
