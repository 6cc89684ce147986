"""A publication of any size, made from a seed, written as the site itself would have stored it.

Everything is invented: words, people, articles and what is said under them. Words come as often as
in real texts (the second most common half as often as the first), and the same seed makes the
same publication on every machine.
"""

from .making import make
from .plan import Corpus, Plan

__all__ = ["Corpus", "Plan", "make"]
