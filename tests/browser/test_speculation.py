"""A page whose link was pointed at is there already; after a change it is fetched anew."""

from __future__ import annotations

from playwright.sync_api import Locator, Page

from .test_reading import FULL, choose, expect_size, open_panel

DELIVERED = "performance.getEntriesByType('navigation')[0].deliveryType"
LOOKED_AHEAD = "navigational-prefetch"


def point_at(page: Page, link: Locator) -> None:
    """Rest on a link until the browser has fetched what it leads to."""
    with page.context.expect_event("response", lambda answer: _is_ahead(answer)):
        link.hover()
    page.wait_for_timeout(200)


def _is_ahead(answer: object) -> bool:
    return "prefetch" in answer.request.headers.get("sec-purpose", "")  # type: ignore[attr-defined]


def test_a_click_on_what_was_pointed_at_asks_for_nothing(page: Page) -> None:
    page.goto(FULL, wait_until="networkidle")
    link = page.locator("header a[href='/']").first
    point_at(page, link)
    link.click()
    page.wait_for_url("**/")
    assert page.evaluate(DELIVERED) == LOOKED_AHEAD


def test_a_change_shows_on_the_page_that_was_fetched_before_it(page: Page) -> None:
    page.goto(FULL, wait_until="networkidle")
    link = page.locator("header a[href='/']").first
    point_at(page, link)
    open_panel(page)
    with page.expect_response("**/reading-settings"):
        choose(page, "text_size", "xx-large")
    link.press("Enter")
    page.wait_for_url("**/")
    expect_size(page, 32)
    assert page.evaluate(DELIVERED) == ""
