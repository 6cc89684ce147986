"""What holds on every page: the way past the frame, other people's displays, few requests."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, Request, Response, expect

from .conftest import PHONE, Opener
from .site import until

FULL = "/articles/the-lamp-in-the-window"
MOST, KILO = 12, 1024
PAGES = [
    "/",
    FULL,
    f"{FULL}/print",
    "/sections/world",
    "/search?q=lamp",
    "/saved",
    "/login",
    "/reading-settings",
    "/about",
    "/nowhere",
]
OVERFLOWS = "document.scrollingElement.scrollWidth > document.scrollingElement.clientWidth"


@pytest.mark.parametrize("path", PAGES)
def test_the_first_key_leads_past_the_frame(page: Page, path: str) -> None:
    page.goto(path)
    page.keyboard.press("Tab")
    skip = page.locator(".skip-link")
    expect(skip).to_be_focused()
    box = skip.bounding_box()
    assert box
    assert box["y"] >= 0
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.closest('main') !== null")


@pytest.mark.parametrize("path", PAGES)
def test_every_page_has_one_headline_a_language_and_a_title(plain: Page, path: str) -> None:
    plain.goto(path)
    expect(plain.locator("h1")).to_have_count(1)
    assert plain.locator("html").get_attribute("lang")
    assert plain.title()


@pytest.mark.parametrize(
    "display",
    [{"forced_colors": "active"}, {"reduced_motion": "reduce"}, {"contrast": "more"}],
    ids=["forced colours", "reduced motion", "more contrast"],
)
def test_displays_that_ask_for_more_get_it(opened: Opener, display: dict[str, str]) -> None:
    page = opened(viewport={"width": 320, "height": 640}, **display).new_page()
    for path in ("/", FULL, "/reading-settings"):
        page.goto(path)
        assert not page.evaluate(OVERFLOWS), path


def test_with_reduced_motion_nothing_moves(opened: Opener) -> None:
    page = opened(reduced_motion="reduce").new_page()
    page.goto(FULL)
    assert page.evaluate("document.getAnimations().length") == 0


def test_in_forced_colours_a_choice_can_be_told(opened: Opener) -> None:
    """The chosen radio and the pressed button must not differ by a colour that is taken away."""
    page = opened(forced_colors="active").new_page()
    page.goto("/reading-settings")
    look = """value => { const one = document.querySelector(`label:has([value=${value}])`);
      return JSON.stringify([one, ...one.querySelectorAll('*')].map(each => {
        const s = getComputedStyle(each);
        return [s.borderTopWidth, s.borderTopColor, s.outlineStyle, s.fontWeight,
          s.textDecorationLine, s.backgroundColor, s.color, s.appearance] })) }"""
    assert page.evaluate(look, "medium") != page.evaluate(look, "large")


def test_a_page_asks_for_little(page: Page) -> None:
    asked: list[Request] = []
    page.on("request", lambda request: asked.append(request))
    page.goto(FULL, wait_until="networkidle")
    assert len(asked) <= MOST, [request.url for request in asked]


def test_nothing_shifts_while_the_page_arrives(page: Page) -> None:
    page.add_init_script(
        """window.shifted = 0;
        new PerformanceObserver(list => {
          for (const each of list.getEntries()) window.shifted += each.value
        }).observe({ type: 'layout-shift', buffered: true })"""
    )
    page.goto(FULL, wait_until="networkidle")
    assert page.evaluate("window.shifted") == 0


def test_a_first_visit_weighs_little(opened: Opener) -> None:
    """What travels, headers and all: 35 KB, and 90 KB with the fonts that every article needs."""
    page = opened(fresh=True, viewport=PHONE).new_page()
    answers: list[Response] = []
    page.on("response", lambda answer: answers.append(answer))
    page.goto(FULL, wait_until="networkidle")
    weights = {"font": 0, "image": 0, "else": 0}
    for answer in (each for each in answers if "newsreader-italic" not in each.url):
        sizes = answer.request.sizes()
        kind = answer.request.resource_type
        weights[kind if kind in weights else "else"] += sum(
            sizes[part] for part in ("responseHeadersSize", "responseBodySize")
        )
    assert 10_000 < weights["else"] <= 35 * KILO, weights
    assert 20_000 < weights["font"] <= 55 * KILO, weights


def test_the_largest_paint_comes_with_the_first(opened: Opener) -> None:
    """The best of three visits: a machine that does other things too is late at times."""
    apart = """() => new Promise(done => new PerformanceObserver(list => {
      const first = performance.getEntriesByName('first-contentful-paint')[0];
      done(list.getEntries().at(-1).startTime - first.startTime)
    }).observe({ type: 'largest-contentful-paint', buffered: true }))"""
    late = []
    for _ in range(3):
        page = opened(viewport=PHONE).new_page()
        page.goto(FULL, wait_until="networkidle")
        late.append(page.evaluate(apart))
        page.close()
    assert min(late) <= 300, late


def test_a_link_can_be_shared_without_a_script(plain: Page) -> None:
    plain.goto(FULL)
    plain.locator("summary", has_text="Share").click()
    expect(plain.get_by_label("Link to this article")).to_have_value(plain.url)
    mail = plain.get_by_role("link", name="Send by e-mail").get_attribute("href")
    assert mail
    assert mail.startswith("mailto:?subject=The%20lamp%20in%20the%20window")


def test_letters_of_central_europe_are_fetched_where_they_stand(page: Page) -> None:
    loaded = """() => document.fonts.ready.then(() => [...document.fonts].filter(
      face => face.status === 'loaded' && face.unicodeRange.includes('U+154')).length)"""
    page.goto("/about")
    assert page.evaluate(loaded) == 0
    page.evaluate("document.querySelector('main p').textContent = 'Łódź, Çeşme, Țara'")
    until(page, f"({loaded})().then(number => number === 1)")
