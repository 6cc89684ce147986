"""The person on whose behalf something is asked or done: a reader with an account, or a guest."""

from __future__ import annotations

from models import Guest, Person, Reader

__all__ = ["Guest", "Person", "Reader"]
