"""Taking part in a real browser: what arrives stands where it belongs, and moves nothing."""

from __future__ import annotations

import re

from playwright.sync_api import Locator, Page, expect

from .site import Site, until


def say(page: Page, room: str, words: str) -> None:
    """Have whoever uses `page` say something."""
    page.goto(room)
    page.get_by_label("Add your thoughts").fill(words)
    page.get_by_role("button", name="Post comment").click()
    expect(said(page, words)).to_have_count(1)


def said(page: Page, words: str) -> Locator:
    return page.locator("article.comment").filter(has_text=words)


def answer(page: Page, to: str, words: str, button: str = "") -> None:
    """Have whoever uses `page` answer a comment."""
    said(page, to).locator("summary", has_text="Reply").first.click()
    field = page.get_by_label("Your reply to")
    field.fill(words)
    if button:
        page.get_by_role("button", name=button, exact=True).click()
        expect(field).to_have_value(f"> {to}\n\n{words}")
    page.get_by_role("button", name="Post reply").click()
    expect(said(page, words)).to_have_count(1)


def test_new_comments_are_told_of_and_stand_where_they_belong(
    page: Page, plain: Page, site: Site, room: str
) -> None:
    site.newcomer(plain.context)
    say(plain, room, "The first to speak.")
    page.goto(room)
    look = "htmx.trigger(document.querySelector('fresh-comments'), 'look')"
    page.evaluate(look)
    line = page.locator(".arrivals-line")
    expect(line).to_have_text("")
    say(plain, room, "A second thread.")
    plain.goto(room)
    said(plain, "The first to speak.").get_by_text("Reply", exact=True).click()
    plain.get_by_role("link", name="Write a reply").first.click()
    plain.get_by_label("Your reply to").fill("An answer, below.")
    plain.get_by_role("button", name="Post reply").click()
    page.evaluate(look)
    expect(line).to_have_text("2 new comments")
    expect(page.locator("article.comment")).to_have_count(1)
    line.get_by_role("link").hover()
    before = said(page, "The first to speak.").bounding_box()
    line.get_by_role("link").click()
    expect(page.locator("article.comment")).to_have_count(3)
    expect(page.locator(".comment-replies article.comment")).to_have_count(1)
    expect(page.locator("#comments-list > li")).to_have_count(2)
    expect(line).to_have_text("")
    after = said(page, "The first to speak.").bounding_box()
    assert before
    assert after
    assert (after["x"], after["y"]) == (before["x"], before["y"])
    page.evaluate(look)
    expect(line).to_have_text("")


def test_it_asks_ever_more_rarely_and_not_while_hidden(page: Page, room: str) -> None:
    page.clock.install()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(room)
    until(page, "!!customElements.get('fresh-comments')")

    def count() -> int:
        page.wait_for_timeout(100)
        return sum("/comments/new" in url for url in asked)

    for seconds, expected in ((31, 1), (46, 2), (45, 2), (30, 3)):
        page.clock.run_for(seconds * 1000)
        assert count() == expected, seconds
    page.evaluate(
        "Object.defineProperty(document, 'hidden', { value: true });"
        "document.dispatchEvent(new Event('visibilitychange'))"
    )
    page.clock.run_for(3_600_000)
    assert count() == 3


def test_quoting_the_passage_that_is_selected_by_keys_or_not(
    page: Page, plain: Page, site: Site, room: str
) -> None:
    site.newcomer(plain.context)
    say(plain, room, "Two lamps and a window.")
    site.newcomer(page.context)
    page.goto(room)
    words = page.locator(".comment-text p")
    select = """(words, [from, to]) => getSelection().setBaseAndExtent(
        words.firstChild, from, words.firstChild, to)"""
    words.evaluate(select, [0, 4])
    for _ in range(len("lamps")):
        page.keyboard.press("Shift+ArrowRight")
    page.locator("summary", has_text="Reply").first.click()
    field = page.get_by_label("Your reply to")
    expect(field).to_be_focused()
    page.get_by_role("button", name="Quote passage").press("Enter")
    expect(field).to_have_value("> Two lamps\n\n")
    words.evaluate(select, [0, 0])
    page.get_by_role("button", name="Quote", exact=True).click()
    expect(field).to_have_value("> Two lamps and a window.\n\n> Two lamps\n\n")


def test_recommending_quoting_and_muting(page: Page, plain: Page, site: Site, room: str) -> None:
    site.newcomer(plain.context)
    say(plain, room, "Worth reading.")
    site.newcomer(page.context)
    page.goto(room)
    button = said(page, "Worth reading.").get_by_role("button", name="Recommend")
    button.click()
    expect(button).to_have_attribute("aria-pressed", "true")
    expect(button).to_have_text("Recommended 1")
    expect(button).to_be_focused()
    answer(page, "Worth reading.", "I quote you.", "Quote")
    first = page.locator("article.comment").first
    first.locator("summary", has_text="Mute").click()
    page.get_by_role("button", name="Mute").click()
    expect(first.locator(".comment-muted")).to_have_count(1)
    expect(first.get_by_text("Worth reading.", exact=True)).to_be_hidden()
    page.reload()
    expect(page.locator(".comment-muted")).to_have_count(1)


def test_a_reply_begun_is_there_in_another_order(page: Page, site: Site, room: str) -> None:
    site.newcomer(page.context)
    say(page, room, "A question?")
    say(page, room, "Another?")
    page.goto(room)
    press = said(page, "A question?").locator("summary", has_text="Reply")
    field = page.get_by_label("Your reply to")
    press.click()
    field.fill("An answer begun.")
    page.get_by_role("link", name="Newest first").click()
    expect(page).to_have_url(re.compile("order=newest"))
    expect(field).to_have_count(0)
    press.click()
    expect(field).to_have_value("An answer begun.")
    page.get_by_role("button", name="Post reply").click()
    expect(said(page, "An answer begun.")).to_have_count(1)
    page.goto(room)
    press.click()
    expect(field).to_have_value("")


def test_what_opens_below_a_comment_moves_no_word_under_the_pointer(
    page: Page, plain: Page, site: Site, room: str
) -> None:
    site.newcomer(plain.context)
    say(plain, room, "Pressed by another.")
    site.newcomer(page.context)
    page.goto(room)
    report, mute = (page.locator("summary", has_text=word) for word in ("Report", "Mute"))
    stands = "each => [each.offsetLeft, each.offsetTop]"
    before = report.evaluate(stands)
    report.dblclick()
    expect(page.locator(".comment-act[open]")).to_have_count(0)
    report.click()
    send = page.get_by_role("button", name="Send report")
    expect(send).to_be_visible()
    assert report.evaluate(stands) == before
    last, after = send.bounding_box(), mute.bounding_box()
    assert last
    assert after
    assert after["y"] >= last["y"] + last["height"], "what Tab comes to next stands above"
