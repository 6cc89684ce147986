"""Passwords: hashed with Argon2id (RFC 9106), checked in the same time for anybody."""

from __future__ import annotations

import base64
import gzip
import re
import unicodedata
from functools import cache
from pathlib import Path
from threading import BoundedSemaphore

from argon2 import PasswordHasher
from argon2.exceptions import VerificationError, VerifyMismatchError

from . import secrecy
from .refusal import Invalid

SHORTEST = 12
LONGEST = 200
NONE = ""
"""What stands in place of a hash where an account has no password: nothing matches it."""
LIST = Path(__file__).with_name("guessed.txt.gz")
LETTERS = str.maketrans("@4301$5", "aaeoiss")
"""What is put for a letter by whoever thinks that nobody else would."""
_PARTS = re.compile(r"(.*?)([\W\d_]*)", re.DOTALL)
"""A word, and the number or the sign behind it."""
GUESSED = "Many people use this password, so it is guessed first. A few words in a row do well."
hasher = PasswordHasher()
AT_ONCE = 2
"""Hashes that a process computes at a time. Each takes 64 MB: one for every thread would make a
worker larger than it may become, and it would be replaced just when many log in."""
_turns = BoundedSemaphore(AT_ONCE)


def allowed(password: str) -> str:
    """`password` as it is hashed. Raises Invalid where it is too short, too long, or well known.

    There is no rule about its signs: words that one can remember are better than signs that one
    cannot.
    """
    if len(password) < SHORTEST:
        raise Invalid(
            password=f"Please use {SHORTEST} characters or more. A few words in a row do well."
        )
    if len(password) > LONGEST:
        raise Invalid(password=f"Please use no more than {LONGEST} characters.")
    if is_guessed(password):
        raise Invalid(password=GUESSED)
    return _composed(password)


def is_guessed(password: str) -> bool:
    """Whether it is one of those that are guessed first, with signs for letters or without."""
    plain = unicodedata.normalize("NFKC", password).casefold().strip()
    word, behind = _PARTS.fullmatch(plain).groups()  # type: ignore[union-attr]
    return not _guessed().isdisjoint((plain, word.translate(LETTERS) + behind))


@cache
def _guessed() -> frozenset[str]:
    """The list that ships with the project; `tools/guessed_passwords.py` says where it is from."""
    return frozenset(gzip.decompress(LIST.read_bytes()).decode().split("\n"))


def hashed(password: str) -> str:
    """The Argon2id hash of `password`. Takes some 50 ms on purpose: call it outside `writing()`."""
    with _turns:
        return hasher.hash(_composed(password))


def matches(hash_: str, password: str) -> bool:
    """Whether `password` is behind `hash_`. One hash is computed, also where there is none."""
    try:
        with _turns:
            return hasher.verify(hash_ or _nobodys(), _composed(password[:LONGEST]))
    except (VerifyMismatchError, VerificationError):
        return False


def mark(hash_: str) -> str:
    """Tells whether a password was changed in between, and nothing of it: it waits with letters."""
    return secrecy.hashed(hash_)


def _composed(password: str) -> str:
    """The same password from every keyboard: an é typed as two characters is the é typed as one."""
    return unicodedata.normalize("NFC", password)


def _nobodys() -> str:
    """Looks like a hash and takes as long to check, but no password is behind it."""
    salt, digest = (_base64(b"\0" * size) for size in (hasher.salt_len, hasher.hash_len))
    cost = f"m={hasher.memory_cost},t={hasher.time_cost},p={hasher.parallelism}"
    return f"$argon2id$v=19${cost}${salt}${digest}"


def _base64(data: bytes) -> str:
    return base64.b64encode(data).decode().rstrip("=")
