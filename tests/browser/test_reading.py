"""Reading settings in a real browser: live at once, kept, said, and right in the first paint."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import BrowserContext, Page, Request, expect

from .conftest import Opener
from .site import Site, live, until
from .watching import Watch

FULL = "/articles/the-lamp-in-the-window"
OTHER = "/articles/right-to-left"
SCALES = {"small": 0.88, "medium": 1, "large": 1.2, "x-large": 1.5, "xx-large": 2}
ROOT_SIZE = "parseFloat(getComputedStyle(document.documentElement).fontSize)"
BACKGROUND = "getComputedStyle(document.documentElement).backgroundColor"
NIGHT = "rgb(20, 22, 26)"


def expect_size(page: Page, pixels: float) -> None:
    """The size that everything is measured by, once the page has come that was asked for."""
    expect(page.locator(":root")).to_have_css("font-size", f"{pixels:g}px")


def choose(page: Page, name: str, value: str) -> None:
    """Choose as a pointer does: on the label."""
    page.locator(f"label:has([name={name}][value={value}])").first.click()


def open_panel(page: Page) -> None:
    page.locator(".articles-tools summary", has_text="Adjust size of text").click()


def cookie(context: BrowserContext) -> str:
    """What the device keeps."""
    return next((c["value"] for c in context.cookies() if c["name"] == "reading"), "")


@pytest.mark.parametrize("step", ["small", "large", "x-large", "xx-large"])
def test_a_size_is_live_within_a_frame_and_kept(page: Page, step: str) -> None:
    page.goto(FULL)
    open_panel(page)
    within = page.evaluate(
        f"""step => new Promise(done => {{
          document.querySelector(`[name=text_size][value=${{step}}]`).click();
          requestAnimationFrame(() => done({ROOT_SIZE}));
        }})""",
        step,
    )
    assert within == pytest.approx(16 * SCALES[step])
    expect(page.locator("[data-now=text_size]")).not_to_have_text("Medium")
    page.goto(OTHER)
    expect_size(page, 16 * SCALES[step])


def test_everything_that_is_read_grows(page: Page) -> None:
    page.goto(FULL)
    read = [".article-text > p", "#comments .comment-text p", "#comments textarea", ".sources li"]
    size_of = "each => parseFloat(getComputedStyle(document.querySelector(each)).fontSize)"
    sizes = f"read => read.map({size_of})"
    before = page.evaluate(sizes, read)
    open_panel(page)
    choose(page, "text_size", "xx-large")
    after = page.evaluate(sizes, read)
    assert after == [pytest.approx(2 * each) for each in before]


def test_a_size_chosen_while_the_network_is_gone_is_kept(
    page: Page, watch: Watch, opened: Opener
) -> None:
    watch.expect("ERR_INTERNET_DISCONNECTED", "Failed to fetch")
    page.goto(FULL)
    open_panel(page)
    page.context.set_offline(True)
    choose(page, "text_size", "x-large")
    expect_size(page, 24)
    until(page, "document.cookie.includes('text_size=x-large')")
    page.context.set_offline(False)
    page.goto(OTHER)
    assert page.locator("html").get_attribute("data-text-size") == "x-large"
    expect_size(page, 24)


def test_the_next_page_is_right_in_its_first_paint(page: Page) -> None:
    page.goto("/reading-settings")
    choose(page, "text_size", "large")
    choose(page, "theme", "night")
    until(
        page,
        "document.cookie.includes('theme=night') && document.cookie.includes('text_size=large')",
    )
    page.add_init_script(
        f"""const seen = window.seen = [];
        requestAnimationFrame(function paint() {{
          if (document.body) seen.push([{ROOT_SIZE}, {BACKGROUND}]);
          if (document.readyState !== 'complete') requestAnimationFrame(paint);
        }});
        addEventListener('DOMContentLoaded', () => seen.push([{ROOT_SIZE}, {BACKGROUND}]));
        addEventListener('load', () => seen.push([{ROOT_SIZE}, {BACKGROUND}]));"""
    )
    page.goto(FULL)
    seen = page.evaluate("window.seen")
    assert len(seen) >= 2
    assert all(each == [pytest.approx(19.2), NIGHT] for each in seen), seen


def test_without_javascript_the_server_has_set_the_page(plain: Page) -> None:
    plain.goto(FULL)
    open_panel(plain)
    choose(plain, "text_size", "xx-large")
    choose(plain, "theme", "night")
    plain.locator("#reading-settings button:has-text('Apply')").click()
    expect(plain).to_have_url(re.compile(f"{FULL}$"))
    root = plain.locator("html")
    assert root.get_attribute("data-text-size") == "xx-large"
    assert root.get_attribute("data-theme") == "night"
    expect_size(plain, 32)
    assert plain.evaluate(BACKGROUND) == NIGHT
    plain.goto(OTHER)
    expect_size(plain, 32)


def test_one_setting_never_resets_another(page: Page) -> None:
    page.goto("/reading-settings")
    choose(page, "theme", "sepia")
    expect(page.locator("[data-now=theme]")).to_have_text("Sepia")
    choose(page, "text_size", "small")
    expect(page.locator("[data-now=text_size]")).to_have_text("Small")
    choose(page, "typeface", "legible")
    expect(page.locator("[data-now=typeface]")).to_have_text("Legible")
    page.reload()
    root = page.locator("html")
    found = [root.get_attribute(f"data-{name}") for name in ("theme", "text-size", "typeface")]
    assert found == ["sepia", "small", "legible"]


def test_quick_presses_end_where_the_reader_ended(page: Page) -> None:
    page.goto("/reading-settings")
    for step in (*SCALES, "small", "large"):
        page.evaluate(
            "step => document.querySelector(`[name=text_size][value=${step}]`).click()", step
        )
    page.wait_for_load_state("networkidle")
    expect(page.locator("[name=text_size][value=large]")).to_be_checked()
    expect(page.locator("[data-now=text_size]")).to_have_text("Large")
    assert "text_size=large" in cookie(page.context)
    expect_size(page, 19.2)


def test_arrow_keys_choose_and_focus_stays(page: Page) -> None:
    page.goto(FULL)
    summary = page.locator(".articles-tools summary", has_text="Adjust size of text")
    summary.focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    medium, large = (
        page.locator(f"[name=text_size][value={step}]") for step in ("medium", "large")
    )
    expect(medium).to_be_focused()
    page.keyboard.press("ArrowRight")
    expect(large).to_be_focused()
    expect_size(page, 19.2)
    expect(page.locator("[data-now=text_size]")).to_have_text("Large")
    expect(large).to_be_focused()
    page.keyboard.press("ArrowRight")
    expect_size(page, 24)


def test_a_change_is_announced(page: Page) -> None:
    page.goto("/reading-settings")
    choose(page, "text_size", "large")
    expect(page.locator("#live")).to_have_text("Text size: large")
    choose(page, "theme", "sepia")
    expect(page.locator("#live")).to_contain_text("Page colour: sepia")


def test_reset_puts_everything_back(page: Page) -> None:
    page.goto("/reading-settings")
    choose(page, "text_size", "xx-large")
    choose(page, "theme", "night")
    expect(page.locator("[data-now=theme]")).to_have_text("Night")
    page.get_by_role("button", name="Reset").click()
    expect(page.locator("[data-now=text_size]")).to_have_text("Medium")
    expect(page.locator("[name=text_size][value=medium]")).to_be_checked()
    expect_size(page, 16)
    assert live(page)
    page.reload()
    expect_size(page, 16)


def test_reset_without_javascript(plain: Page) -> None:
    plain.goto("/reading-settings")
    choose(plain, "text_size", "xx-large")
    plain.get_by_role("button", name="Apply").click()
    expect_size(plain, 32)
    plain.get_by_role("button", name="Reset").click()
    expect_size(plain, 16)


def test_the_account_brings_its_settings_and_keeps_those_of_this_device_on_offer(
    opened: Opener, site: Site
) -> None:
    one, two = opened(), opened()
    address = site.newcomer(one)
    page = one.new_page()
    page.goto("/reading-settings")
    choose(page, "theme", "night")
    expect(page.locator("[data-now=theme]")).to_have_text("Night")
    other = two.new_page()
    other.goto("/reading-settings")
    choose(other, "text_size", "large")
    expect(other.locator("[data-now=text_size]")).to_have_text("Large")
    log_in(other, address)
    other.goto("/reading-settings")
    root = other.locator("html")
    assert root.get_attribute("data-theme") == "night"
    assert root.get_attribute("data-text-size") == "large"
    other.get_by_role("button", name="Keep it in my account").click()
    expect(other.locator("#reading-offer")).to_have_count(0)
    page.goto(FULL)
    assert page.locator("html").get_attribute("data-text-size") == "large"


def log_in(page: Page, address: str) -> None:
    from tests.cast import PASSWORD

    page.goto("/login")
    page.get_by_label("E-mail address").fill(address)
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.get_by_role("main").get_by_role("button", name="Log in", exact=True).click()
    page.wait_for_url(lambda url: "/login" not in url)


def test_paper_colour_follows_the_device(opened: Opener) -> None:
    dark = opened(color_scheme="dark").new_page()
    dark.goto(FULL)
    assert dark.evaluate(BACKGROUND) == NIGHT


def test_only_the_chosen_typeface_is_fetched(opened: Opener, site: Site) -> None:
    fonts = {typeface: fetched(opened(), site, typeface) for typeface in ("serif", "legible")}
    assert {name.split("-")[0] for name in fonts["serif"]} == {"newsreader"}
    assert {name.split("-")[0] for name in fonts["legible"]} == {"atkinson"}


def fetched(context: BrowserContext, site: Site, typeface: str) -> list[str]:
    """The fonts that an article is read in by somebody who chose `typeface`."""
    cookie = {"name": "reading", "value": f"typeface={typeface}", "url": site.url}
    context.add_cookies([cookie])
    asked: list[Request] = []
    page = context.new_page()
    page.on("request", lambda request: asked.append(request))
    page.goto(FULL, wait_until="networkidle")
    return [r.url.rpartition("/")[2] for r in asked if r.url.endswith(".woff2")]
