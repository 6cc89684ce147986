"""The acknowledgement: shown until it was read, and again when its words change."""

from __future__ import annotations

import pytest

from domain import welcome
from models import Publication


def publication(words: str) -> Publication:
    return Publication(name="The Evening Post", acknowledgement=words)


def test_it_is_shown_until_it_was_read() -> None:
    site = publication("  We write on land that others cared for. ")
    assert welcome.words_for(site, None) == "We write on land that others cared for."
    assert welcome.words_for(site, "another mark") == "We write on land that others cared for."
    assert welcome.words_for(site, welcome.mark_of(site)) == ""


def test_new_words_are_shown_once_again() -> None:
    read = welcome.mark_of(publication("The old words."))
    assert welcome.words_for(publication("The new words."), read) == "The new words."


@pytest.mark.parametrize("words", ["", "  \n"])
def test_no_words_are_not_shown(words: str) -> None:
    assert welcome.words_for(publication(words), None) == ""
    assert welcome.mark_of(publication(words)) == ""
