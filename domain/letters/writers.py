"""Who writes which letter."""

from __future__ import annotations

from collections.abc import Mapping

from . import accounts, replies
from .office import Writer

WRITERS: Mapping[str, Writer] = {**accounts.WRITERS, **replies.WRITERS}
