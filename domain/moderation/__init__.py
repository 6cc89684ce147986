"""What is held before it is seen, why, and how it is said and written down.

Who decides about what was held stands in `domain.decisions`.
"""

from . import log, policy, watchwords, words
from .rules import Writing, foreseen, rule_for

__all__ = ["Writing", "foreseen", "log", "policy", "rule_for", "watchwords", "words"]
