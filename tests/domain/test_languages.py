"""Which languages run from right to left."""

from __future__ import annotations

import pytest

from domain.languages import direction


@pytest.mark.parametrize(
    ("tag", "runs"),
    [("he", "rtl"), ("AR-eg", "rtl"), ("fa", "rtl"), ("en-GB", "ltr"), ("", "ltr"), ("fr", "ltr")],
)
def test_direction(tag: str, runs: str) -> None:
    assert direction(tag) == runs
