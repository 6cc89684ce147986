"""Addresses that are confirmed: once, by whoever has the letter, and to one account alone."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import select, update

from domain import authors, confirmation, readers, recovery, tokens
from domain.refusal import Conflict, Gone, Invalid
from models import Author, Reader, Role, Token, TokenKind, now
from models.database import db, writing

from ..cast import PASSWORD, Cast
from ..postbox import Postbox, link_of, words_of

pytestmark = pytest.mark.usefixtures("app")


@pytest.fixture
def postbox(cast: Cast) -> Postbox:
    """Where the letters of a test land."""
    assert cast.publication
    return Postbox()


def register(name: str = "Ruth Adler", address: str = "ruth@example.org") -> int:
    made = readers.register(name, address, PASSWORD, {})
    db.commit()
    return made.id


def secret(postbox: Postbox) -> str:
    return postbox.link().rpartition("/")[2]


def stored(id: int) -> Reader:
    db.rollback()
    return db.get_one(Reader, id, populate_existing=True)


def test_a_confirmed_address_is_bound(postbox: Postbox) -> None:
    ruth = register()
    link = secret(postbox)
    assert confirmation.asked(link).address == "ruth@example.org"
    assert stored(ruth).confirmed_address is None, "looking changes nothing"
    confirmation.confirm(link)
    db.commit()
    assert stored(ruth).confirmed_address == "ruth@example.org"
    with pytest.raises(Gone):
        confirmation.confirm(link)


def test_of_several_accounts_the_first_to_confirm_has_the_address(postbox: Postbox) -> None:
    first, second = register(), register("Ruth Otherwise")
    links = [link_of(letter).rpartition("/")[2] for letter in postbox.empty()]
    confirmation.confirm(links[1])
    db.commit()
    with pytest.raises(Conflict):
        confirmation.confirm(links[0])
    db.rollback()
    assert stored(first).confirmed_address is None
    assert stored(first).address == "ruth@example.org", "the other stays, and cannot bind"
    assert stored(second).confirmed_address == "ruth@example.org"


@pytest.mark.parametrize("made_up", ["", "nothing", "x" * 5000])
def test_what_is_no_link_confirms_nothing(postbox: Postbox, made_up: str) -> None:
    register()
    postbox.empty()
    for act in (confirmation.asked, confirmation.confirm, recovery.asked):
        with pytest.raises(Gone):
            act(made_up)


def test_a_link_runs_out(postbox: Postbox) -> None:
    register()
    link = secret(postbox)
    writing()
    db.execute(update(Token).values(expires_at=now() - timedelta(seconds=1)))
    db.commit()
    for act in (confirmation.asked, confirmation.confirm):
        with pytest.raises(Gone):
            act(link)


def test_a_link_is_for_one_act(postbox: Postbox, cast: Cast) -> None:
    """One that confirms opens no password, and one that opens a password confirms nothing."""
    register()
    confirms = secret(postbox)
    recovery.ask("ruth@example.org")
    db.commit()
    resets = secret(postbox)
    with pytest.raises(Gone):
        recovery.reset(confirms, "another lamp in the window")
    with pytest.raises(Gone):
        confirmation.confirm(resets)
    assert db.scalars(select(Token).where(Token.spent_at.is_not(None))).all() == []


def test_a_link_is_useless_after_a_change_of_password(postbox: Postbox) -> None:
    ruth = register()
    link = secret(postbox)
    readers.change_password(stored(ruth), PASSWORD, "another lamp in the window")
    db.commit()
    with pytest.raises(Gone):
        confirmation.confirm(link)


def test_a_letter_that_waited_through_a_change_of_password_is_not_sent(
    postbox: Postbox, cast: Cast
) -> None:
    """Whoever asked with the old password is told nothing, however late the worker comes."""
    ruth = cast.person("Ruth Adler", confirmed_address="ruth@example.org")
    confirmation.ask_for(ruth, PASSWORD, "thief@example.org")
    db.commit()
    nour = register("Nour Grim", "nour@example.org")
    for id in (ruth.id, nour):
        readers.change_password(stored(id), PASSWORD, "another lamp in the window")
        db.commit()
    assert [letter["To"] for letter in postbox.empty()] == ["ruth@example.org"], "that it changed"
    assert db.scalars(select(Token)).all() == []
    confirmation.ask_again(stored(nour))
    db.commit()
    confirmation.confirm(secret(postbox))
    assert db.get_one(Reader, nour).confirmed_address == "nour@example.org"


def test_the_letter_comes_once_more_until_it_is_used(postbox: Postbox) -> None:
    ruth = register()
    first = secret(postbox)
    confirmation.ask_again(stored(ruth))
    db.commit()
    second = secret(postbox)
    assert first != second
    confirmation.confirm(first)
    db.commit()
    with pytest.raises(Gone):
        confirmation.confirm(second)
    with pytest.raises(Conflict):
        confirmation.ask_again(stored(ruth))


def test_another_address_is_confirmed_at_the_new_one_and_told_at_the_old(
    postbox: Postbox, cast: Cast
) -> None:
    ruth = cast.person("Ruth Adler", confirmed_address="ruth@example.org")
    confirmation.ask_for(ruth, PASSWORD, " New@Example.org ")
    db.commit()
    (asked,) = postbox.empty()
    assert asked["To"] == "new@example.org"
    assert stored(ruth.id).address == "ruth@example.org", "until the link is used, nothing changes"
    confirmation.confirm(link_of(asked).rpartition("/")[2])
    db.commit()
    after = stored(ruth.id)
    assert (after.address, after.confirmed_address) == ("new@example.org", "new@example.org")
    (told,) = postbox.empty()
    assert told["To"] == "ruth@example.org"
    assert "was changed" in told["Subject"]
    assert "new@example.org" not in words_of(told)


def test_an_address_that_was_never_shown_to_be_theirs_is_told_nothing(
    postbox: Postbox, cast: Cast
) -> None:
    confirmation.ask_for(cast.ruth, PASSWORD, "new@example.org")
    db.commit()
    confirmation.confirm(secret(postbox))
    db.commit()
    assert postbox.empty() == []


def test_anothers_address_cannot_be_had(postbox: Postbox, cast: Cast) -> None:
    cast.person("Ruth Adler", confirmed_address="ruth@example.org")
    confirmation.ask_for(cast.nour, PASSWORD, "ruth@example.org")
    db.commit()
    (told,) = postbox.empty()
    assert told["To"] == "ruth@example.org"
    assert "confirm-email" not in words_of(told)


def test_the_password_is_asked_for(postbox: Postbox, cast: Cast) -> None:
    with pytest.raises(Invalid) as refused:
        confirmation.ask_for(cast.ruth, "not this one", "new@example.org")
    assert set(refused.value.errors) == {"present"}
    assert postbox.empty() == []


def test_of_two_addresses_asked_for_the_first_confirmed_ends_the_other(
    postbox: Postbox, cast: Cast
) -> None:
    for name in ("one", "two"):
        confirmation.ask_for(cast.ruth, PASSWORD, f"{name}@example.org")
    db.commit()
    one, two = (link_of(letter).rpartition("/")[2] for letter in postbox.empty())
    confirmation.confirm(two)
    db.commit()
    with pytest.raises(Gone):
        confirmation.confirm(one)


def test_an_author_is_answered_for_once_the_address_is_confirmed(
    postbox: Postbox, cast: Cast
) -> None:
    author = cast.author
    writing()
    author.account = "ines@example.org"
    db.commit()
    ines = register("Ines O.", "ines@example.org")
    authors.bind_accounts()
    db.commit()
    assert db.get_one(Author, author.id).reader_id is None
    confirmation.confirm(secret(postbox))
    db.commit()
    assert db.get_one(Author, author.id).reader_id == ines


def test_an_author_is_answered_for_by_whom_the_operator_appoints(cast: Cast) -> None:
    author = cast.author
    writing()
    author.account = "ines@example.org"
    db.commit()
    made, _new = readers.appoint("ines@example.org", Role.WRITER, "Ines O.", "hash")
    db.commit()
    assert db.get_one(Author, author.id).reader_id == made.id


def test_links_that_ran_out_long_ago_are_swept(cast: Cast) -> None:
    tokens.make(TokenKind.RESET, cast.ruth, "ruth@example.org", "old", ["secret"])
    db.execute(update(Token).values(expires_at=now() - tokens.KEPT - timedelta(days=1)))
    tokens.make(TokenKind.RESET, cast.ruth, "ruth@example.org", "new", ["secret"])
    assert len(db.scalars(select(Token)).all()) == 1
