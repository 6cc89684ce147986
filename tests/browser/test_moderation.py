"""The desk in a real browser: triage by keys alone, and every act a form without scripts."""

from __future__ import annotations

import re

from playwright.sync_api import Locator, Page, Route, expect

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
    page.keyboard.press("3")
    page.keyboard.press("h")
    expect(page.locator(".moderation-decided")).to_contain_text("Hidden")
    expect(cases).to_have_count(before - 1)
    expect(waiting).to_have_text(str(number - 1))
    expect(cases.first).to_be_focused()
    page.keyboard.press("u")
    expect(cases).to_have_count(before)
    expect(waiting).to_have_text(str(number))
    expect(cases.first).to_be_focused()
    page.keyboard.press("x")
    expect(page.get_by_role("button", name="Approve all")).to_be_visible()


def test_without_a_reason_the_list_asks_for_one_and_nothing_is_chosen(
    page: Page, site: Site
) -> None:
    site.log_in(page.context, "mira@example.org")
    page.goto(QUEUE)
    case = page.locator("article.moderation-case").first
    reasons = case.get_by_label("Reason", exact=True)
    page.keyboard.press("j")
    for key in "hr":
        expect(case).to_be_focused()
        page.keyboard.press(key)
        expect(reasons).to_be_focused()
        expect(reasons).to_have_accessible_description(re.compile("Please choose a reason"))
        expect(case.locator(".field-error")).to_be_visible()
        expect(reasons).to_have_value("")
        page.keyboard.press("Escape")


def test_a_key_that_is_held_for_too_long_chooses_nothing(page: Page, site: Site) -> None:
    """The list has the focus by then."""
    site.log_in(page.context, "mira@example.org")
    page.goto(QUEUE)
    reasons = page.get_by_label("Reason", exact=True).first
    page.keyboard.press("j")
    page.keyboard.down("h")
    expect(reasons).to_be_focused()
    page.keyboard.down("h")
    page.keyboard.up("h")
    expect(reasons).to_have_value("")


def test_a_key_takes_back_the_latest_wherever_the_focus_is(page: Page, site: Site) -> None:
    """The focus is on what is back. While a decision is on its way, none is taken back for it."""
    site.log_in(page.context, "mira@example.org")
    page.goto(QUEUE)
    cases, decided = page.locator("article.moderation-case"), page.locator(".moderation-decided")
    before, first, second = cases.count(), identity(cases.first), identity(cases.nth(1))
    page.keyboard.press("j")
    page.keyboard.press("a")
    expect(page.locator(second)).to_be_focused()
    kept: list[Route] = []
    page.route("**/decisions", lambda route: kept.append(route))
    with page.expect_request("**/decisions"):
        page.keyboard.press("a")
    page.keyboard.press("u")
    kept[0].continue_()
    expect(decided).to_have_count(2)
    page.unroute("**/decisions")
    page.keyboard.press("j")
    page.keyboard.press("u")
    expect(page.locator(second)).to_be_focused()
    page.locator(second).locator("summary").click()
    words = page.locator(second).get_by_label("To its writer")
    words.press_sequentially("u")
    expect(words).to_have_value("u")
    expect(decided).to_have_count(1)
    words.blur()
    page.keyboard.press("u")
    expect(page.locator(first)).to_be_focused()
    expect(cases).to_have_count(before)


def test_after_undoing_by_its_button_the_focus_is_on_what_is_back(page: Page, site: Site) -> None:
    site.log_in(page.context, "mira@example.org")
    page.goto(QUEUE)
    case = page.locator(identity(page.locator("article.moderation-case").first))
    case.get_by_role("button", name="Approve").press("Enter")
    expect(page.locator(".moderation-decided")).to_be_focused()
    page.get_by_role("button", name="Undo").press("Enter")
    expect(case).to_be_focused()


def test_what_several_were_decided_is_taken_back_by_key_where_nothing_waits_any_more(
    page: Page, site: Site
) -> None:
    site.log_in(page.context, "mira@example.org")
    page.goto(QUEUE)
    choose = page.get_by_role("checkbox", name="Choose the comment")
    number = choose.count()
    for each in choose.all():
        each.check()
    page.get_by_role("button", name="Approve all").click()
    expect(page.get_by_text("Nothing of this waits here.")).to_be_visible()
    undo = page.get_by_role("button", name="Undo")
    for left in reversed(range(number)):
        page.keyboard.press("u")
        expect(undo).to_have_count(left)


def identity(case: Locator) -> str:
    return f"#{case.get_attribute('id')}"


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
