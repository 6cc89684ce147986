"""Leaving: an account is deleted a day after it was asked for, unless its owner stays."""

from .asking import CHOOSE, DELAY, ask, stay
from .going import ERASED, KEPT, KIND, go

__all__ = ["CHOOSE", "DELAY", "ERASED", "KEPT", "KIND", "ask", "go", "stay"]
