"""Accounts: what a name, an address and a password may be, and who may change what."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from domain import login, passwords, readers
from domain.refusal import Conflict, Forbidden, Invalid, LogInFirst
from models import Guest, Login, Reader, Role
from models.database import apart, db

from ..cast import PASSWORD, Cast

pytestmark = pytest.mark.usefixtures("app")


def test_an_account_begins_unconfirmed_and_with_the_settings_of_the_device() -> None:
    made = readers.register(" Ruth  Adler ", " Ruth@Example.ORG", PASSWORD, {"theme": "night"})
    assert made.name == "Ruth Adler"
    assert made.address == "ruth@example.org"
    assert made.confirmed_address is None
    assert made.role is Role.READER
    assert made.reading == {"theme": "night"}
    assert passwords.matches(made.password_hash, PASSWORD)


def test_a_known_address_makes_another_account() -> None:
    one = readers.register("Ruth Adler", "ruth@example.org", PASSWORD, {})
    two = readers.register("Somebody else", "RUTH@example.org", PASSWORD, {})
    assert one.id != two.id


@pytest.mark.parametrize(
    "name",
    [
        "Al",
        "Zdeňka Příhodová",
        "נועה ברק",
        "ليلى منصور",
        "Bridget O’Dowd",
        "نازنین\u200cزهرا",
        "N" * 60,
    ],
)
def test_names_of_every_script_are_names(name: str) -> None:
    assert readers.name_from(name) == name


@pytest.mark.parametrize(
    "name",
    [
        "",
        " ",
        "R",
        "N" * 61,
        "1234",
        "!!!",
        "Ruth\u202eAdler",
        "Ruth\u2066Adler",
        "Ruth\u0007Adler",
        "Ruth\u200bAdler",
        "Ruth\ue000Adler",
    ],
)
def test_what_is_no_name_is_refused_beside_its_field(name: str) -> None:
    with pytest.raises(Invalid) as refused:
        readers.name_from(name)
    assert set(refused.value.errors) == {"name"}


def test_a_name_is_one_line() -> None:
    assert readers.name_from("Ruth\r\n\tAdler") == "Ruth Adler"


@pytest.mark.parametrize(
    "address", ["ruth@example.org", "r.u+th@post.example.co.uk", "rüth@bücher.example"]
)
def test_addresses_are_taken(address: str) -> None:
    assert readers.address_from(f" {address.upper()} ") == address


@pytest.mark.parametrize(
    "address",
    [
        "",
        "ruth",
        "ruth@",
        "@example.org",
        "ruth@example",
        "ruth@@example.org",
        "ruth @example.org",
        "ruth@example..org",
        "<ruth@example.org>",
        "ruth@example.org\nBcc: all@example.org",
        "ruth\u202e@example.org",
        "r" * 65 + "@example.org",
        "ruth@" + "e" * 250 + ".org",
    ],
)
def test_what_is_no_address_is_refused_beside_its_field(address: str) -> None:
    with pytest.raises(Invalid) as refused:
        readers.address_from(address)
    assert set(refused.value.errors) == {"email"}


def test_a_new_name_is_a_name_everywhere(cast: Cast) -> None:
    readers.rename(cast.ruth, " Ruth  Adler-Stein ")
    db.commit()
    db.expire_all()
    assert db.get_one(Reader, cast.ruth.id).name == "Ruth Adler-Stein"


def test_a_new_password_needs_the_present_one_and_ends_the_other_log_ins(cast: Cast) -> None:
    here = login.begin(cast.ruth, browser="", remembered=False)
    there = login.begin(cast.ruth, browser="", remembered=False)
    yusufs = login.begin(cast.yusuf, browser="", remembered=False)
    cast.ruth.login = here
    kept, ended = {here.id, yusufs.id}, there.id
    db.commit()
    with pytest.raises(Invalid) as refused:
        readers.change_password(cast.ruth, "not this one", "another lamp in the window")
    assert set(refused.value.errors) == {"present"}
    readers.change_password(cast.ruth, PASSWORD, "another lamp in the window")
    db.commit()
    assert passwords.matches(cast.ruth.password_hash, "another lamp in the window")
    left = set(db.scalars(select(Login.id)))
    assert left == kept
    assert ended not in left


def test_a_password_that_was_changed_meanwhile_is_not_overwritten(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    ruth, elsewhere = cast.ruth, passwords.hashed("changed on the telephone")
    real = passwords.hashed

    def slowly(password: str) -> str:
        with apart() as session:
            session.get_one(Reader, ruth.id).password_hash = elsewhere
        return real(password)

    monkeypatch.setattr(passwords, "hashed", slowly)
    with pytest.raises(Conflict):
        readers.change_password(ruth, PASSWORD, "another lamp in the window")
    db.rollback()
    assert ruth.password_hash == elsewhere


def test_nobody_sees_or_changes_another_account(cast: Cast) -> None:
    from domain import permissions

    for act in ("account.see", "account.change"):
        permissions.require(cast.ruth, act, cast.ruth)
        for somebody in (cast.nour, cast.mira, cast.dara):
            with pytest.raises(Forbidden):
                permissions.require(somebody, act, cast.ruth)
        with pytest.raises(LogInFirst):
            permissions.require(Guest(), act, cast.ruth)


def test_a_guest_has_no_account() -> None:
    with pytest.raises(LogInFirst):
        readers.own(Guest(device="d"))


def test_appointing_makes_a_confirmed_account_once() -> None:
    hashed = passwords.hashed(PASSWORD)
    made, new = readers.appoint("Dara@example.org", Role.EDITOR, "Dara Quill", hashed)
    assert new
    assert made.confirmed_address == "dara@example.org"
    again, new = readers.appoint("dara@example.org", Role.MODERATOR)
    assert not new
    assert again.id == made.id
    assert again.role is Role.MODERATOR
    assert again.password_hash == hashed


def test_appointing_passes_over_whoever_only_claims_the_address() -> None:
    claimed = readers.register("Nour Grim", "dara@example.org", PASSWORD, {})
    made, new = readers.appoint("dara@example.org", Role.EDITOR, "Dara Quill", "hash")
    assert new
    assert claimed.role is Role.READER
    assert login.account_of("dara@example.org") == made


def test_a_new_editor_needs_a_password() -> None:
    with pytest.raises(Invalid):
        readers.appoint("dara@example.org", Role.EDITOR, "Dara Quill")
