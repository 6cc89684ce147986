"""Log ins: which account an address opens, a row for each, and how they end."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import select

from domain import login
from domain.refusal import Forbidden
from models import Guest, Login, Reader, now
from models.database import db, writing

from ..cast import PASSWORD, Cast

pytestmark = pytest.mark.usefixtures("app")

FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:133.0) Gecko/20100101 Firefox/133.0"


def begun(reader: Reader, **facts: object) -> Login:
    """A log in of `reader`, committed."""
    made = login.begin(reader, **{"browser": FIREFOX, "remembered": False, **facts})  # type: ignore[arg-type]
    db.commit()
    return made


def secrets_hashes() -> list[str]:
    return list(db.scalars(select(Login.secret_hash)))


def test_the_confirmed_account_of_an_address_comes_first(cast: Cast) -> None:
    older = cast.person("Ruth Early")
    cast.person("Ruth Late")
    assert login.account_of("ruth@example.org") == older
    confirmed = cast.person("Ruth Adler", confirmed_address="ruth@example.org")
    assert login.account_of("ruth@example.org") == confirmed


def test_another_accounts_confirmed_address_is_not_opened_by_its_first_one(cast: Cast) -> None:
    cast.person("Ruth Adler", confirmed_address="other@example.org")
    assert login.account_of("ruth@example.org") is None


@pytest.mark.parametrize("address", ["ruth@example.org", " RUTH@Example.org "])
def test_the_right_password_opens(cast: Cast, address: str) -> None:
    ruth = cast.ruth
    assert login.check(address, PASSWORD) == ruth


def test_the_wrong_password_and_the_unknown_address_open_nothing(cast: Cast) -> None:
    ruth = cast.ruth
    assert login.check(ruth.address, "a lamp in no window") is None
    assert login.check("nobody@example.org", PASSWORD) is None


def test_a_log_in_is_a_row_that_keeps_no_secret(cast: Cast) -> None:
    made = begun(cast.ruth)
    assert made.secret
    assert made.secret not in secrets_hashes()[0]
    assert made.device == "Firefox on Linux"
    found = login.find(made.secret)
    assert found is not None
    assert found.reader == cast.ruth
    assert login.find("another secret") is None


@pytest.mark.parametrize(("remembered", "days"), [(True, 90), (False, 14)])
def test_remember_me_only_lengthens_the_row(cast: Cast, remembered: bool, days: int) -> None:
    made = begun(cast.ruth, remembered=remembered)
    assert abs(made.expires_at - now() - timedelta(days=days)) < timedelta(minutes=1)


def test_an_expired_log_in_opens_nothing_and_is_swept(cast: Cast) -> None:
    made = begun(cast.ruth)
    writing()
    made.expires_at = now() - timedelta(seconds=1)
    db.commit()
    assert login.find(made.secret or "") is None
    assert login.of(cast.ruth) == []
    begun(cast.yusuf)
    assert len(secrets_hashes()) == 1


def test_a_new_log_in_of_the_same_browser_ends_the_old_one(cast: Cast) -> None:
    first = begun(cast.ruth)
    second = begun(cast.ruth, instead_of=first)
    assert second.secret != first.secret
    assert len(secrets_hashes()) == 1
    assert login.find(first.secret or "") is None


def test_log_ins_are_listed_with_the_one_that_asks_first(cast: Cast) -> None:
    ruth = cast.ruth
    here, there = begun(ruth), begun(ruth)
    begun(cast.yusuf)
    ruth.login = here
    assert login.of(ruth) == [here, there]
    ruth.login = there
    assert login.of(ruth) == [there, here]


def test_log_ins_are_ended_one_by_one_or_all_others(cast: Cast) -> None:
    ruth = cast.ruth
    here, there, elsewhere = begun(ruth), begun(ruth), begun(ruth)
    yusufs = begun(cast.yusuf)
    ruth.login = here
    login.end_one(ruth, there.id)
    assert login.of(ruth) == [here, elsewhere]
    login.end_one(ruth, there.id)
    login.end_others(ruth)
    assert login.of(ruth) == [here]
    login.end(ruth)
    assert login.of(ruth) == []
    assert login.of(cast.yusuf) == [yusufs]


def test_another_readers_log_in_stays(cast: Cast) -> None:
    ruths = begun(cast.ruth)
    login.end_one(cast.nour, ruths.id)
    assert login.of(cast.ruth) == [ruths]
    from domain import permissions

    with pytest.raises(Forbidden):
        permissions.require(cast.nour, "login.end", ruths)


def test_a_guest_has_nothing_to_end() -> None:
    login.end(Guest())


def test_the_last_use_is_noted_once_in_a_while(cast: Cast) -> None:
    made = begun(cast.ruth)
    recent = made.seen_at
    login.note_use(made.id, recent)
    db.expire_all()
    assert made.seen_at == recent
    writing()
    made.seen_at = now() - timedelta(hours=1)
    db.commit()
    login.note_use(made.id, made.seen_at)
    db.expire_all()
    assert made.seen_at >= recent


WEBKIT = "AppleWebKit/537.36 (KHTML, like Gecko)"


@pytest.mark.parametrize(
    ("browser", "words"),
    [
        (FIREFOX, "Firefox on Linux"),
        (
            f"Mozilla/5.0 (Windows NT 10.0) {WEBKIT} Chrome/131.0 Safari/537.36 Edg/131.0",
            "Edge on Windows",
        ),
        (
            f"Mozilla/5.0 (Linux; Android 14) {WEBKIT} SamsungBrowser/27.0 Chrome/125.0 Mobile",
            "Samsung Internet on Android",
        ),
        (
            f"Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) {WEBKIT} Version/18.1 Safari/605.1",
            "Safari on a Mac",
        ),
        (
            f"Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) {WEBKIT} CriOS/131.0",
            "Chrome on iPhone",
        ),
        ("Firefox/133.0", "Firefox"),
        ("curl/8.5.0", "A browser"),
        ("", "A browser"),
    ],
)
def test_browsers_are_named_in_words(browser: str, words: str) -> None:
    assert login.in_words(browser) == words
