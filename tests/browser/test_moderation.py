"""The desk in a real browser: triage by keys alone, and every act a form without scripts."""

from __future__ import annotations

from playwright.sync_api import Page, expect

from .conftest import PHONE, Opener
from .site import Site
from .typist import Typist

QUEUE = "/moderation/queues/new?article=lamp-note-number-30"


def test_triage_by_keys_alone(page: Page, site: Site) -> None:
    site.log_in(page.context, "mira@example.org")
    page.goto(QUEUE)
    cases = page.locator("article.moderation-case")
    before, waiting = cases.count(), page.locator("#moderation-count-new")
    number = int(waiting.inner_text())
    page.keyboard.press("j")
    expect(cases.first).to_be_focused()
    page.keyboard.press("h")
    expect(cases.first.get_by_label("Reason", exact=True)).to_be_focused()
    cases.first.focus()
    page.keyboard.press("3")
    page.keyboard.press("h")
    expect(page.locator(".moderation-decided")).to_contain_text("Hidden")
    expect(cases).to_have_count(before - 1)
    expect(waiting).to_have_text(str(number - 1))
    expect(cases.first).to_be_focused()
    page.keyboard.press("k")
    page.keyboard.press("u")
    expect(cases).to_have_count(before)
    expect(waiting).to_have_text(str(number))
    page.keyboard.press("j")
    page.keyboard.press("x")
    expect(page.get_by_role("button", name="Approve all")).to_be_visible()


def test_without_scripts_every_act_is_a_form(plain: Page, site: Site) -> None:
    site.log_in(plain.context, "dara@example.org")
    plain.goto(QUEUE)
    case = plain.locator("article.moderation-case").first
    words = case.locator(".comment-text").inner_text()
    case.get_by_label("Reason", exact=True).select_option("spam")
    case.get_by_role("button", name="Hide").click()
    told = plain.locator("#moderation-just-done")
    expect(told).to_contain_text("Hidden")
    expect(plain.locator(".comment-text", has_text=words)).to_have_count(0)
    told.get_by_role("button", name="Undo").click()
    expect(plain.locator(".comment-text", has_text=words)).to_have_count(1)


def test_on_a_phone_without_scripts_nothing_that_has_the_focus_is_covered(
    opened: Opener, site: Site
) -> None:
    phone = opened(java_script_enabled=False, viewport=PHONE)
    site.log_in(phone, "dara@example.org")
    page = phone.new_page()
    page.goto(QUEUE)
    expect(page.get_by_role("button", name="Approve all")).to_be_visible()
    last = page.locator("article.moderation-case").last
    Typist(page).tabs_to(last.get_by_role("button", name="Remove"))
