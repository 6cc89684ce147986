"""The acknowledgement that a first visit shows once per device."""

from __future__ import annotations

import hashlib

from models import Publication


def words_for(publication: Publication, read: str | None) -> str:
    """The words to show to a device that read those of the mark `read`; empty for none."""
    words = publication.acknowledgement.strip()
    return "" if read == mark_of(publication) else words


def mark_of(publication: Publication) -> str:
    """What a device keeps: which words were read, so that new words are shown once again."""
    words = publication.acknowledgement.strip()
    return hashlib.sha256(words.encode()).hexdigest()[:12] if words else ""
