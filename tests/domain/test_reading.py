"""Reading settings: one never resets another, on whatever device and in whatever order."""

from __future__ import annotations

import pytest
from flask import Flask
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from domain import reading
from domain.reading import CHOICES, USUAL, Settings
from domain.refusal import Invalid, LogInFirst
from models import Guest, Reader
from models.database import db

from ..cast import Cast

GUEST = Guest()
CHOICE = st.sampled_from([(key, value) for key in CHOICES for value in CHOICES[key]])


def test_nothing_chosen_is_as_it_comes() -> None:
    usual = Settings()
    assert (usual.text_size, usual.theme, usual.typeface) == ("medium", "auto", "serif")
    assert usual.cookie == ""
    assert usual.says("text_size") == "Medium"


@pytest.mark.parametrize(
    "cookie",
    [
        None,
        "",
        "banana",
        "text_size=enormous",
        "colour=red",
        "theme=",
        "&&=",
        "text_size=large&" * 20,
    ],
)
def test_a_cookie_that_says_nothing_known_is_ignored(cookie: str | None) -> None:
    assert reading.read(cookie) == Settings()


def test_a_cookie_is_taken_as_far_as_it_is_known() -> None:
    found = reading.read("text_size=large&theme=pink&<script>&typeface=sans*")
    assert found.chosen == {"text_size": "large", "typeface": "sans"}
    assert found.away == {"typeface"}


@given(st.lists(CHOICE))
def test_a_cookie_is_short_and_read_as_it_was_written(choices: list[tuple[str, str]]) -> None:
    device = Settings()
    for key, value in choices:
        device = reading.change(GUEST, device, {key: value})
    assert len(device.cookie) <= reading.COOKIE_LIMIT
    assert reading.read(device.cookie) == device


@pytest.mark.parametrize(
    "form",
    [
        {"text_size": "enormous"},
        {"theme": ""},
        {"colour": "red"},
        {},
        {"text_size": "large", "size": "1"},
    ],
)
def test_what_is_not_on_the_lists_is_refused(form: dict[str, str]) -> None:
    with pytest.raises(Invalid):
        reading.chosen_in(form)


def test_a_form_that_has_stood_open_puts_nothing_back() -> None:
    form = {"text_size": "large", "theme": "auto", "typeface": "serif"}
    assert reading.chosen_in(form) == form
    assert reading.chosen_in(form, shown=Settings().shown) == {"text_size": "large"}
    assert reading.chosen_in(form, shown="text_size=large&theme=auto&typeface=serif") == {}


def test_what_changed_is_said_in_words() -> None:
    device = reading.change(GUEST, Settings(), {"text_size": "x-large", "theme": "night"})
    assert device.announced(["text_size"]) == "Text size: larger"
    assert device.announced(["theme", "text_size"]) == "Text size: larger. Page colour: night"


def test_an_account_keeps_what_its_reader_chose(cast: Cast) -> None:
    device = reading.change(cast.ruth, Settings(), {"theme": "sepia"})
    device = reading.change(cast.ruth, device, {"text_size": "large"})
    db.commit()
    db.expire_all()
    assert db.get_one(Reader, cast.ruth.id).reading == {"theme": "sepia", "text_size": "large"}
    assert device.chosen == {"theme": "sepia", "text_size": "large"}
    assert device.away == frozenset()


def test_another_browser_of_the_reader_is_shown_what_it_made_no_choice_of(cast: Cast) -> None:
    reading.change(cast.ruth, Settings(), {"theme": "sepia", "text_size": "large"})
    here = reading.in_force(cast.ruth, Settings({"text_size": "small"}))
    assert (here.theme, here.text_size) == ("sepia", "small")
    assert reading.in_force(GUEST, Settings({"text_size": "small"})).theme == "auto"


def test_a_log_in_brings_the_accounts_settings_but_overwrites_no_choice_of_the_device(
    cast: Cast,
) -> None:
    reading.change(cast.ruth, Settings(), {"theme": "sepia", "text_size": "large"})
    device = reading.change(GUEST, Settings({"typeface": "sans"}), {"text_size": "small"})
    device = reading.brought_by(cast.ruth, device)
    assert device.chosen == {"theme": "sepia", "text_size": "small", "typeface": "sans"}
    assert reading.offered(cast.ruth, device) == {"text_size": "small"}
    assert reading.offered(GUEST, device) == {}


def test_what_is_offered_is_taken_up_or_dropped(cast: Cast) -> None:
    reading.change(cast.ruth, Settings(), {"theme": "sepia", "text_size": "large"})
    device = reading.brought_by(
        cast.ruth, Settings({"text_size": "small"}, frozenset({"text_size"}))
    )
    dropped = reading.settle(cast.ruth, device, keep=False)
    assert dropped.text_size == "large"
    assert reading.offered(cast.ruth, dropped) == {}
    assert cast.ruth.reading == {"theme": "sepia", "text_size": "large"}
    taken = reading.settle(cast.ruth, device, keep=True)
    assert taken.text_size == "small"
    assert reading.offered(cast.ruth, taken) == {}
    assert cast.ruth.reading == {"theme": "sepia", "text_size": "small"}


def test_a_guest_has_nothing_to_settle() -> None:
    with pytest.raises(LogInFirst):
        reading.settle(GUEST, Settings(), keep=True)  # type: ignore[arg-type]


def test_the_same_choice_on_both_sides_is_not_offered(cast: Cast) -> None:
    reading.change(cast.ruth, Settings(), {"text_size": "large"})
    device = reading.change(GUEST, Settings(), {"text_size": "large"})
    device = reading.brought_by(cast.ruth, device)
    assert reading.offered(cast.ruth, device) == {}
    assert device.away == frozenset()


def test_a_reset_takes_everything_back(cast: Cast) -> None:
    reading.change(cast.ruth, Settings(), {"text_size": "large"})
    assert reading.reset(cast.ruth) == Settings()
    assert cast.ruth.reading == {}
    assert reading.reset(GUEST) == Settings()


STEP = st.tuples(
    st.sampled_from(["telephone", "desk"]),
    st.one_of(CHOICE, st.sampled_from(["log in", "log out", "keep", "drop"])),
)


@given(st.lists(STEP, max_size=25))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_one_setting_never_resets_another(app: Flask, steps: list[tuple[str, object]]) -> None:
    """Complaint 2, with two devices and an account, in any order."""
    ruth = _Ruth()
    for device, act in steps:
        ruth.do(device, act)
    db.rollback()


class _Ruth:
    """Two devices and the account of one reader, and what each was last told about each key."""

    def __init__(self) -> None:
        self.reader = Reader(name="Ruth Adler", reading={})
        self.kept = {"telephone": Settings(), "desk": Settings()}
        self.here: dict[str, set[str]] = {"telephone": set(), "desk": set()}

    def person(self, device: str) -> Reader | Guest:
        return self.reader if "in" in self.here[device] else GUEST

    def do(self, device: str, act: object) -> None:
        before = self.kept[device]
        if isinstance(act, tuple):
            self._choose(device, *act)
        elif act == "log in":
            self.here[device].add("in")
            self.kept[device] = reading.brought_by(self.reader, before)
            for key in before.away:
                assert self.kept[device][key] == before[key], "a choice made here was overwritten"
            for key in set(self.reader.reading) - before.away:
                assert self.kept[device][key] == self.reader.reading[key], "not brought along"
        elif act == "log out":
            self.here[device].discard("in")
        elif self.person(device) is self.reader:
            self._settle(device, keep=act == "keep")

    def _choose(self, device: str, key: str, value: str) -> None:
        others = {each: self.kept[device][each] for each in USUAL if each != key}
        account = dict(self.reader.reading)
        person = self.person(device)
        self.kept[device] = reading.change(person, self.kept[device], {key: value})
        assert self.kept[device][key] == value
        assert {each: self.kept[device][each] for each in others} == others
        assert {**account, key: value} == {**self.reader.reading, key: value}
        if person is self.reader:
            assert self.reader.reading[key] == value
        else:
            assert self.reader.reading == account

    def _settle(self, device: str, *, keep: bool) -> None:
        before, account = self.kept[device], dict(self.reader.reading)
        self.kept[device] = reading.settle(self.reader, before, keep=keep)
        for key in set(USUAL) - before.away:
            assert self.kept[device][key] == before[key]
            assert self.reader.reading.get(key) == account.get(key)
