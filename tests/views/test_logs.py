"""The log has a line for what failed or was slow, and none for the rest."""

from __future__ import annotations

from dataclasses import replace

import pytest
from flask import Flask

from app import create_app
from settings import Settings
from tests.cast import Cast
from tests.conftest import StrictClient


def test_an_ordinary_request_is_not_worth_a_line(
    client: StrictClient, cast: Cast, caplog: pytest.LogCaptureFixture
) -> None:
    assert client.get(f"/articles/{cast.article.slug}").status_code == 200
    assert client.get("/nowhere").status_code == 404
    assert not caplog.records


def test_a_slow_request_is_told_without_what_was_looked_for(
    settings: Settings, cast: Cast, caplog: pytest.LogCaptureFixture
) -> None:
    app = create_app(replace(settings, slow=0))
    assert app.test_client().get("/search?q=something+private").status_code == 200
    (record,) = caplog.records
    assert record.levelname == "WARNING"
    assert "/search" in caplog.text
    assert "private" not in caplog.text


def test_a_fault_is_one_line_with_its_traceback(
    app: Flask, cast: Cast, caplog: pytest.LogCaptureFixture
) -> None:
    def broken() -> str:
        raise LookupError("what went wrong")

    app.add_url_rule("/broken", "broken", broken)
    assert app.test_client().get("/broken").status_code == 500
    (record,) = caplog.records
    assert record.levelname == "ERROR"
    assert "what went wrong" in repr(record.msg)
