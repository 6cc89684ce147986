"""The conversation in a real browser: nothing typed is lost, focus goes where the reader is."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.cast import PASSWORD

from .conftest import Opener
from .site import Site


@pytest.fixture(params=["with scripts", "without"])
def either(request: pytest.FixtureRequest) -> Page:
    """A page in a browser with scripts, then in one without."""
    found: Page = request.getfixturevalue("page" if request.param == "with scripts" else "plain")
    return found


@pytest.fixture
def reader(page: Page, site: Site) -> Page:
    """A page of somebody who is logged in."""
    site.newcomer(page.context)
    return page


@pytest.fixture
def plain_reader(plain: Page, site: Site) -> Page:
    """The same without scripts."""
    site.newcomer(plain.context)
    return plain


def composer(page: Page) -> Locator:
    return page.get_by_label("Add your thoughts")


def comments(page: Page) -> Locator:
    return page.locator("article.comment")


def post(page: Page, words: str) -> Locator:
    """Post `words` and wait until they stand there."""
    composer(page).fill(words)
    page.get_by_role("button", name="Post comment").click()
    posted = comments(page).filter(has_text=words)
    expect(posted).to_have_count(1)
    return posted


def test_a_text_typed_before_log_in_stands_there_afterwards(
    either: Page, site: Site, room: str
) -> None:
    address = site.newcomer(either.context)
    either.context.clear_cookies(name="session")
    either.goto(room)
    words = "Typed while nobody knew me, with a “quotation” & <angle brackets>."
    composer(either).fill(words)
    either.get_by_role("button", name="Post comment").click()
    either.wait_for_url(re.compile("/login"))
    either.get_by_label("E-mail address").fill(address)
    either.get_by_label("Password", exact=True).fill(PASSWORD)
    either.get_by_role("main").get_by_role("button", name="Log in", exact=True).click()
    either.wait_for_url(re.compile(room))
    expect(composer(either)).to_have_value(words)
    expect(composer(either)).to_be_focused()
    either.get_by_role("button", name="Post comment").click()
    expect(comments(either).filter(has_text="Typed while nobody knew me")).to_have_count(1)
    either.goto(room)
    expect(composer(either)).to_have_value("")
    expect(composer(either)).not_to_be_focused()


def test_a_text_typed_before_registering_stands_there_afterwards(either: Page, room: str) -> None:
    either.goto(room)
    composer(either).fill("My very first words here.")
    either.get_by_role("button", name="Post comment").click()
    either.wait_for_url(re.compile("/login"))
    either.get_by_role("main").get_by_role("link", name="Register").click()
    either.get_by_label("Name").fill("Robin Newcome")
    either.get_by_label("E-mail address").fill(f"robin-{room[-1]}-{id(either)}@example.org")
    either.get_by_label("Password", exact=True).fill(PASSWORD)
    either.get_by_role("main").get_by_role("button", name="Register").click()
    either.wait_for_url(re.compile(room))
    expect(composer(either)).to_have_value("My very first words here.")


def test_a_comment_appears_with_focus_and_is_announced(reader: Page, room: str) -> None:
    reader.goto(room)
    expect(
        reader.get_by_text("No comments on this article yet. Be the first to add your thoughts.")
    ).to_be_visible()
    posted = post(reader, "Somebody has to begin.")
    expect(posted).to_be_focused()
    expect(reader.locator("#live")).not_to_be_empty()
    expect(composer(reader)).to_have_value("")
    expect(reader.get_by_text("No comments on this article yet.")).to_be_hidden()


def test_a_comment_is_posted_without_javascript(plain_reader: Page, room: str) -> None:
    plain_reader.goto(room)
    posted = post(plain_reader, "Posted by a plain form.")
    anchor = posted.get_attribute("id")
    expect(plain_reader).to_have_url(re.compile(f"#{anchor}$"))


def test_an_empty_comment_keeps_the_reader_at_the_field(reader: Page, room: str) -> None:
    reader.goto(room)
    composer(reader).fill("   ")
    reader.get_by_role("button", name="Post comment").click()
    field = composer(reader)
    expect(field).to_have_attribute("aria-invalid", "true")
    expect(field).to_be_focused()
    described = (field.get_attribute("aria-describedby") or "").split()
    said = " ".join(reader.locator(f"#{each}").inner_text() for each in described)
    assert re.search("write|empty|say", said, re.IGNORECASE), said
    expect(comments(reader)).to_have_count(0)


def test_a_refused_text_stays_in_its_field(reader: Page, room: str) -> None:
    reader.goto(room)
    words = "word " * 4000
    composer(reader).fill(words)
    reader.get_by_role("button", name="Post comment").click()
    expect(composer(reader)).to_have_attribute("aria-invalid", "true")
    assert composer(reader).input_value().strip() == words.strip()
    reader.reload()
    assert composer(reader).input_value().strip() == words.strip()


def test_a_refused_text_stays_without_javascript(plain_reader: Page, room: str) -> None:
    plain_reader.goto(room)
    words = "word " * 4000
    composer(plain_reader).fill(words)
    plain_reader.get_by_role("button", name="Post comment").click()
    field = plain_reader.locator("textarea[name=body]")
    assert field.input_value().strip() == words.strip()
    expect(field).to_have_attribute("aria-invalid", "true")


def test_a_double_click_posts_once(either: Page, site: Site, room: str) -> None:
    site.newcomer(either.context)
    either.goto(room)
    composer(either).fill("Pressed twice.")
    either.get_by_role("button", name="Post comment").dblclick()
    expect(comments(either).filter(has_text="Pressed twice.")).to_have_count(1)
    either.goto(room)
    expect(comments(either).filter(has_text="Pressed twice.")).to_have_count(1)


def test_the_composer_is_no_trap(reader: Page, room: str) -> None:
    reader.goto(room)
    composer(reader).focus()
    reader.keyboard.press("Tab")
    expect(composer(reader)).not_to_be_focused()
    for _ in range(12):
        reader.keyboard.press("Tab")
    inside = reader.evaluate("!!document.activeElement.closest('#comments form')")
    assert not inside


def test_a_reply_is_written_in_place(reader: Page, room: str) -> None:
    reader.goto(room)
    posted = post(reader, "A question?")
    posted.get_by_text("Reply", exact=False).first.click()
    field = reader.get_by_label(re.compile("Your reply to"))
    expect(field).to_be_focused()
    field.fill("An answer.")
    reader.get_by_role("button", name="Post reply").click()
    answer = comments(reader).filter(has_text="An answer.").last
    expect(answer).to_be_visible()
    expect(answer).to_be_focused()
    expect(answer.get_by_role("heading")).to_contain_text("Reply to Robin Newcome, level 2")


def test_a_reply_without_javascript(plain_reader: Page, room: str) -> None:
    plain_reader.goto(room)
    posted = post(plain_reader, "A question?")
    posted.locator("summary", has_text="Reply").click()
    posted.get_by_role("link", name="Write a reply").click()
    plain_reader.get_by_label(re.compile("Your reply to")).fill("An answer.")
    plain_reader.get_by_role("button", name="Post reply").click()
    expect(comments(plain_reader).filter(has_text="An answer.").last).to_be_visible()
    expect(plain_reader).to_have_url(re.compile(room))


def test_an_edit_is_made_in_place_and_marked(reader: Page, room: str) -> None:
    reader.goto(room)
    post(reader, "With a mistaek.")
    reader.locator("summary", has_text="Edit").click()
    field = reader.get_by_label("Your comment")
    expect(field).to_have_value("With a mistaek.")
    field.fill("Without a mistake.")
    reader.get_by_role("button", name="Save changes").click()
    changed = comments(reader).filter(has_text="Without a mistake.")
    expect(changed).to_be_visible()
    expect(changed).to_contain_text("edited")
    assert reader.evaluate("document.activeElement !== document.body")


def test_an_edit_without_javascript(plain_reader: Page, room: str) -> None:
    plain_reader.goto(room)
    post(plain_reader, "With a mistaek.")
    plain_reader.locator("summary", has_text="Edit").click()
    plain_reader.get_by_role("link", name="Edit this comment").click()
    plain_reader.get_by_label("Your comment").fill("Without a mistake.")
    plain_reader.get_by_role("button", name="Save changes").click()
    expect(comments(plain_reader)).to_contain_text(["Without a mistake."])
    expect(comments(plain_reader)).to_contain_text(["edited"])


def test_a_withdrawn_comment_leaves_a_note(either: Page, site: Site, room: str) -> None:
    site.newcomer(either.context)
    either.goto(room)
    post(either, "Regretted.")
    either.locator("summary", has_text="Withdraw").click()
    either.get_by_role("button", name="Withdraw this comment").click()
    expect(either.get_by_role("heading", name="Withdrawn by its writer")).to_be_visible()
    expect(either.get_by_text("Regretted.")).to_have_count(0)
    assert either.evaluate("document.activeElement !== document.body") or "#" in either.url


def test_a_preview_posts_nothing(either: Page, site: Site, room: str) -> None:
    site.newcomer(either.context)
    either.goto(room)
    composer(either).fill("With *emphasis*.")
    either.get_by_role("button", name="Preview").click()
    preview = either.locator(".comments-preview").first
    expect(preview.locator("em")).to_have_text("emphasis")
    expect(either.locator("textarea[name=body]")).to_have_value("With *emphasis*.")
    expect(comments(either)).to_have_count(0)


def test_more_replies_and_the_other_order_keep_the_reader_there(page: Page) -> None:
    page.goto("/articles/the-lamp-in-the-window")
    shown = comments(page).count()
    page.locator(".comments-more a").first.click()
    expect(page.locator(".comments-more")).to_have_count(0)
    assert comments(page).count() > shown
    page.get_by_role("link", name="Newest first").click()
    expect(page.get_by_role("link", name="Newest first")).to_have_attribute("aria-current", "true")
    expect(page).to_have_url(re.compile("order=newest"))
    page.get_by_role("link", name="Next page").click()
    expect(page.get_by_text("Page 2 of 2")).to_be_visible()
    page.go_back()
    expect(page.get_by_text("Page 1 of 2")).to_be_visible()


def test_a_permanent_address_leads_to_the_comment(either: Page) -> None:
    either.goto("/articles/the-lamp-in-the-window")
    link = comments(either).first.locator(".comment-when")
    anchor = comments(either).first.get_attribute("id")
    link.click()
    expect(either).to_have_url(re.compile(f"/articles/the-lamp-in-the-window.*#{anchor}$"))


def test_one_reader_never_sees_the_buttons_of_another(
    opened: Opener, site: Site, room: str
) -> None:
    pages: Iterator[Page] = (opened().new_page() for _ in range(2))
    ruth, nour = pages
    site.newcomer(ruth.context, "Ruth Again")
    site.newcomer(nour.context, "Nour Again")
    ruth.goto(room)
    post(ruth, "Mine.")
    nour.goto(room)
    expect(comments(nour)).to_contain_text(["Mine."])
    expect(nour.locator("summary", has_text="Edit")).to_have_count(0)
    expect(nour.get_by_text("Commenting as")).to_contain_text("Nour Again")
