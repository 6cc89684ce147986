"""Passwords: one hash on each path, no rule about signs."""

from __future__ import annotations

import runpy
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from time import sleep

import pytest
from argon2 import PasswordHasher

from domain import passwords
from domain.refusal import Invalid
from settings import ROOT

from ..cast import PASSWORD


class Counting(PasswordHasher):
    """Counts the hashes that are computed."""

    def __init__(self) -> None:
        super().__init__(time_cost=1, memory_cost=64, parallelism=1)
        self.computed = 0

    def hash(self, *args: object, **kwargs: object) -> str:
        self.computed += 1
        return super().hash(*args, **kwargs)  # type: ignore[arg-type]

    def verify(self, *args: object, **kwargs: object) -> bool:
        self.computed += 1
        return super().verify(*args, **kwargs)  # type: ignore[arg-type,return-value]


@pytest.fixture
def hasher(monkeypatch: pytest.MonkeyPatch) -> Counting:
    """A hasher that counts."""
    counting = Counting()
    monkeypatch.setattr(passwords, "hasher", counting)
    return counting


def test_a_password_matches_its_hash_and_no_other() -> None:
    known = passwords.hashed(PASSWORD)
    assert known.startswith("$argon2id$")
    assert passwords.matches(known, PASSWORD)
    assert not passwords.matches(known, PASSWORD + "s")


@pytest.mark.parametrize("known", [None, "of the account"])
def test_one_hash_is_computed_whether_there_is_an_account_or_not(
    hasher: Counting, known: str | None
) -> None:
    hash_ = passwords.hashed(PASSWORD) if known else passwords.NONE
    hasher.computed = 0
    passwords.matches(hash_, "something else")
    assert hasher.computed == 1


class Slow(Counting):
    """Takes its time, and notes how many hashes were computed at once at most."""

    def __init__(self) -> None:
        super().__init__()
        self.now = self.most = 0

    def hash(self, *args: object, **kwargs: object) -> str:
        with self._noted():
            return super().hash(*args, **kwargs)

    def verify(self, *args: object, **kwargs: object) -> bool:
        with self._noted():
            return super().verify(*args, **kwargs)

    @contextmanager
    def _noted(self) -> Iterator[None]:
        self.now += 1
        self.most = max(self.most, self.now)
        sleep(0.02)
        yield
        self.now -= 1


def test_no_more_are_computed_at_once_than_memory_is_meant_for(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    slow = Slow()
    monkeypatch.setattr(passwords, "hasher", slow)
    known = passwords.hashed(PASSWORD)
    with ThreadPoolExecutor(8) as threads:
        hashes = [threads.submit(passwords.hashed, PASSWORD) for _ in range(4)]
        checks = [threads.submit(passwords.matches, known, PASSWORD) for _ in range(4)]
        assert all(each.result() for each in (*hashes, *checks))
    assert slow.most == passwords.AT_ONCE


def test_no_password_opens_an_account_without_one() -> None:
    for guess in ("", passwords.NONE, "\0" * 32, PASSWORD):
        assert not passwords.matches(passwords.NONE, guess)


def test_nobodys_hash_costs_what_a_real_one_costs() -> None:
    """Same kind, same parameters, same lengths: only so it takes the same time."""
    real, nobodys = passwords.hashed(PASSWORD).split("$"), passwords._nobodys().split("$")
    assert nobodys[:4] == real[:4]
    assert [len(part) for part in nobodys] == [len(part) for part in real]


@pytest.mark.parametrize("length", [12, 200])
def test_there_is_no_rule_about_signs(length: int) -> None:
    password = ("lamps " * length)[:length]
    assert passwords.allowed(password) == password


@pytest.mark.parametrize(
    "password",
    [
        "aaaaaaaaaaaa",
        "qwertyuiopas",
        "1q2w3e4r5t6y",
        "123456789012",
        "Password1234",
        "P@ssw0rd1234",
        "PasswordPassword",
        "iloveyou2024",
        "Welcome2025!",
        "correct horse battery staple",
        "correcthorsebatterystaple",
        "letmeinplease",
        "  administrator ",
        "ｐａｓｓｗｏｒｄ１２３４",
    ],
)
def test_what_is_guessed_first_is_refused_in_words(password: str) -> None:
    with pytest.raises(Invalid, match="guessed first") as refused:
        passwords.allowed(password)
    assert set(refused.value.errors) == {"password"}


@pytest.mark.parametrize(
    "password", [PASSWORD, "lamplight-reader", "four lamps, one window", "kGv7-pw2q-Zt9m"]
)
def test_what_nobody_guesses_is_taken(password: str) -> None:
    assert passwords.allowed(password) == password


def test_the_list_is_what_its_maker_makes() -> None:
    maker = runpy.run_path(str(ROOT / "tools" / "guessed_passwords.py"))
    made = {each for each in maker["guessed"]() if len(each) >= 12}
    assert made == passwords._guessed()
    assert 3_000 < len(made) < 30_000


@pytest.mark.parametrize("length", [0, 11, 201])
def test_too_short_and_too_long_are_refused_in_words(length: int) -> None:
    with pytest.raises(Invalid) as refused:
        passwords.allowed("a" * length)
    assert set(refused.value.errors) == {"password"}


def test_the_same_password_from_another_keyboard_is_the_same() -> None:
    composed, taken_apart = "caf\u00e9 au lait, s'il vous", "cafe\u0301 au lait, s'il vous"
    assert passwords.matches(passwords.hashed(composed), taken_apart)
    assert passwords.matches(passwords.hashed(taken_apart), composed)


def test_the_work_is_that_of_rfc_9106() -> None:
    """Tests hash with less; what is served does not."""
    told = (
        "from domain.passwords import hasher as h; print(h.type.name, h.memory_cost, h.time_cost)"
    )
    found = subprocess.run([sys.executable, "-c", told], capture_output=True, text=True, check=True)
    kind, memory, times = found.stdout.split()
    assert kind == "ID"
    assert (int(memory), int(times)) >= (64 * 1024, 3)
