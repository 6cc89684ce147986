"""Unsubscribing: by the token alone, again and again, and never for anybody else."""

from __future__ import annotations

import pytest

from domain import unsubscribing
from domain.refusal import Gone
from models import Reader, Replies
from models.database import db, writing
from tests.cast import Cast
from tests.conftest import SECRET

OLD = "an-older-secret-that-still-verifies-what-it-signed"


@pytest.fixture
def ruth(cast: Cast) -> Reader:
    """Ruth, whose address is her own."""
    cast.gathered()
    writing()
    for reader in (cast.ruth, cast.yusuf):
        reader.confirmed_address = reader.address
    db.commit()
    return cast.ruth


def test_it_ends_the_letters_of_its_reader_alone(cast: Cast, ruth: Reader) -> None:
    secret = unsubscribing.secret_for(ruth, (SECRET,))
    for _ in range(2):
        unsubscribing.unsubscribe(secret, (SECRET,))
        db.commit()
        assert ruth.replies is Replies.NEVER
    assert cast.yusuf.replies is Replies.DAILY


def test_the_token_of_one_is_none_of_another(cast: Cast, ruth: Reader) -> None:
    secret = unsubscribing.secret_for(ruth, (SECRET,))
    _, _, rest = secret.partition("-")
    for forged in (
        f"{cast.yusuf.id}-{rest}",
        f"{ruth.id}-",
        f"{ruth.id}",
        f"{ruth.id}-{rest}é",
        f"0{secret}"[:1] + "x" + secret,
        f"²-{rest}",
        f"{10**19}-{rest}",
        f"{secret}A",
        "-",
        "",
    ):
        with pytest.raises(Gone):
            unsubscribing.unsubscribe(forged, (SECRET,))
        db.rollback()
    assert cast.yusuf.replies is Replies.DAILY
    assert ruth.replies is Replies.DAILY


def test_it_is_good_while_the_secret_is_known(ruth: Reader) -> None:
    secret = unsubscribing.secret_for(ruth, (OLD,))
    with pytest.raises(Gone):
        unsubscribing.asked(secret, (SECRET,))
    assert unsubscribing.asked(secret, (SECRET, OLD)).id == ruth.id


def test_it_is_good_while_the_account_has_the_address(ruth: Reader) -> None:
    secret = unsubscribing.secret_for(ruth, (SECRET,))
    writing()
    ruth.confirmed_address = ruth.address = "ruth@new.example"
    db.commit()
    with pytest.raises(Gone):
        unsubscribing.asked(secret, (SECRET,))
