"""Browsers are told where they may look ahead, and to forget it when something was changed."""

from __future__ import annotations

from typing import Any

from tests.cast import Cast
from tests.conftest import HTMX, StrictClient


def test_a_page_names_the_rules_and_a_part_does_not(client: StrictClient, cast: Cast) -> None:
    address = f"/articles/{cast.article.slug}"
    named = client.get(address).headers["Speculation-Rules"]
    rules = client.get(named.strip('"'))
    assert rules.content_type == "application/speculationrules+json"
    assert rules.get_json(force=True)["prefetch"][0]["eagerness"] == "moderate"
    assert "Speculation-Rules" not in client.get("/search?q=lamp", headers=HTMX).headers
    assert "Speculation-Rules" not in client.get("/feed.atom").headers


def test_a_change_forgets_what_was_fetched_ahead(
    client: StrictClient, cast: Cast, act: dict[str, Any]
) -> None:
    changed = client.post("/reading-settings", data={"text_size": "large"}, **act)
    assert changed.headers["Clear-Site-Data"] == '"prefetchCache"'
    assert "Clear-Site-Data" not in client.get("/").headers
