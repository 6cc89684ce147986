"""A forgotten password: a letter, a link, and of many who try it at once, one."""

from __future__ import annotations

import threading

import pytest
from sqlalchemy import select

from domain import login, passwords, readers, recovery
from domain.refusal import Gone, Invalid
from models import Login, Reader
from models.database import db

from ..cast import PASSWORD, Cast
from ..postbox import Postbox, words_of

NEW = "another lamp in the window"
THREADS = 50


@pytest.fixture
def postbox(cast: Cast) -> Postbox:
    """Where the letters of a test land."""
    assert cast.publication
    return Postbox()


def asked(postbox: Postbox, address: str = "ruth@example.org") -> str:
    """The secret of the link that was sent."""
    recovery.ask(address)
    db.commit()
    return postbox.link().removeprefix("/reset-password/")


def stored(reader: Reader) -> Reader:
    db.rollback()
    return db.get_one(Reader, reader.id, populate_existing=True)


def test_a_new_password_ends_every_log_in_and_every_link(postbox: Postbox, cast: Cast) -> None:
    ruth = cast.person("Ruth Adler", confirmed_address="ruth@example.org")
    login.begin(ruth, browser="", remembered=True)
    login.begin(cast.yusuf, browser="", remembered=True)
    db.commit()
    first, second = asked(postbox), asked(postbox)
    assert recovery.asked(first).address == "ruth@example.org"
    recovery.reset(first, NEW)
    db.commit()
    assert passwords.matches(stored(ruth).password_hash, NEW)
    assert [row.reader_id for row in db.scalars(select(Login))] == [cast.yusuf.id]
    for used in (first, second):
        with pytest.raises(Gone):
            recovery.reset(used, "a third lamp in the window")
    db.rollback()
    (told,) = postbox.empty()
    assert "was changed" in told["Subject"]


def test_a_letter_that_waited_through_a_reset_is_not_sent(postbox: Postbox, cast: Cast) -> None:
    ruth = cast.person("Ruth Adler", confirmed_address="ruth@example.org")
    first = asked(postbox)
    recovery.ask("ruth@example.org")
    db.commit()
    recovery.reset(first, NEW)
    db.commit()
    (told,) = postbox.empty()
    assert "was changed" in told["Subject"]
    again = recovery.reset(asked(postbox), "a third lamp in the window")
    assert again.id == ruth.id, "who asks now is sent a link"


def test_an_unknown_address_is_written_nothing(postbox: Postbox, cast: Cast) -> None:
    recovery.ask("nobody@example.org")
    db.commit()
    assert postbox.empty() == []


def test_what_is_no_address_is_refused(postbox: Postbox) -> None:
    with pytest.raises(Invalid):
        recovery.ask("nobody")


def test_the_confirmed_account_of_an_address_is_written_to(postbox: Postbox, cast: Cast) -> None:
    cast.person("Ruth Early")
    owner = cast.person("Ruth Adler", confirmed_address="ruth@example.org")
    reset = recovery.reset(asked(postbox), NEW)
    assert reset.id == owner.id


def test_a_reset_confirms_nothing(postbox: Postbox, cast: Cast) -> None:
    recovery.reset(asked(postbox, cast.ruth.address), NEW)
    db.commit()
    assert stored(cast.ruth).confirmed_address is None
    assert postbox.empty() == [], "nobody is told at an address that may be a stranger's"


def test_a_password_that_cannot_be_uses_nothing_up(postbox: Postbox, cast: Cast) -> None:
    link = asked(postbox, cast.ruth.address)
    with pytest.raises(Invalid):
        recovery.reset(link, "short")
    db.rollback()
    recovery.reset(link, NEW)


def test_a_link_is_useless_after_a_change_of_password(postbox: Postbox, cast: Cast) -> None:
    link = asked(postbox, cast.ruth.address)
    readers.change_password(stored(cast.ruth), PASSWORD, NEW)
    db.commit()
    with pytest.raises(Gone):
        recovery.reset(link, "a third lamp in the window")


def test_the_letter_says_what_to_do_and_who_it_is_from(postbox: Postbox, cast: Cast) -> None:
    recovery.ask(cast.ruth.address)
    db.commit()
    (letter,) = postbox.empty()
    assert "The Evening Post" in words_of(letter)
    assert "once, within an hour" in words_of(letter)


@pytest.mark.both_engines
def test_of_fifty_who_use_one_link_at_once_one_does(postbox: Postbox, cast: Cast) -> None:
    link = asked(postbox, cast.ruth.address)
    db.remove()
    ready, won, lost, faults = threading.Barrier(THREADS), [], [], []

    def use(number: int) -> None:
        try:
            password = f"lamp number {number} in the window"
            ready.wait(60)
            recovery.reset(link, password)
            db.commit()
            won.append(password)
        except Gone:
            db.rollback()
            lost.append(number)
        except BaseException as fault:  # noqa: BLE001 (told by the test)
            faults.append(fault)
        finally:
            db.remove()

    threads = [threading.Thread(target=use, args=(number,)) for number in range(THREADS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(120)
    assert not faults, faults[:1]
    assert (len(won), len(lost)) == (1, THREADS - 1)
    assert passwords.matches(stored(cast.ruth).password_hash, won[0])
