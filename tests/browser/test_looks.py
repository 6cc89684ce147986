"""Every state, looked at once: nothing overflows or stands on anything else, and axe is content."""

from __future__ import annotations

from dataclasses import replace
from itertools import product

import pytest

from tests.house.harvest import Answer
from tests.house.states import STATES

from . import axe, looking
from .conftest import DESKTOP, PHONE, Opener
from .looking import Viewer
from .site import Site

NARROW = {"width": 320, "height": 640}
DOUBLE = {"width": 680, "height": 450}
"""What is left of a wide window for one who zooms to 200 %."""

LARGEST = {"text_size": "xx-large", "typeface": "serif"}
USUAL = {"text_size": "medium", "typeface": "serif"}
SANS, LEGIBLE = ({"text_size": "xx-large", "typeface": face} for face in ("sans", "legible"))
PLAIN = ["article, guest", "settings, of this device alone", "search, many found", "register"]
NAMES = [state.name for state in STATES]
THEMES = ("paper", "sepia", "night")


@pytest.fixture(scope="module")
def told(looks: dict[str, Answer]) -> set[str]:
    """The states that get a second look each time, and the others with `make long`."""
    return looking.telling(looks)


@pytest.mark.parametrize("name", NAMES)
def test_nothing_is_wrong_to_look_at(
    viewer: Viewer, looks: dict[str, Answer], told: set[str], name: str
) -> None:
    """Where it is narrowest and the text largest, which is where it goes wrong.

    Each kind of element in each place, where it is met first, is looked at where it is usual too;
    and by axe, on one of the papers.
    """
    if name not in looks:
        return  # it looks like another one
    viewer.show(looks[name])
    wrong = measured(viewer, NARROW, [LARGEST])
    if name in told:
        wrong += measured(viewer, DESKTOP, [USUAL])
        axe.wake(viewer)
        wrong += axe.found(viewer, by_turns(name), axe.EVERYTHING)
    assert not wrong, "\n".join(wrong)
    viewer.watch.end()


@pytest.mark.parametrize("more", ['<p class="pale">', "<p><nav>", '<input type="week">', "<h6>"])
def test_what_none_before_it_showed_is_told(looks: dict[str, Answer], more: str) -> None:
    known = looks["front"]
    for added, is_told in ((more, True), ("", False)):
        shown = replace(known, html=known.html.replace("</main>", f"{added}</main>"))
        assert ("more" in looking.telling({"front": known, "more": shown})) is is_told


def test_each_kind_of_element_is_told_of(looks: dict[str, Answer], told: set[str]) -> None:
    """What is left out adds nothing to what is told."""
    first = {name: looks[name] for name in looks if name in told}
    assert looking.telling(first | looks) == told
    assert 50 < len(told) < len(looks)


@pytest.mark.long
@pytest.mark.parametrize("name", NAMES)
def test_nothing_is_wrong_in_any_window_and_on_any_paper(
    viewer: Viewer, looks: dict[str, Answer], name: str
) -> None:
    """Each typeface and each paper at each width, closed and opened."""
    if name not in looks:
        return  # it looks like another one
    viewer.show(looks[name])
    axe.wake(viewer)
    wrong = measured(viewer, NARROW, [SANS, LEGIBLE, USUAL])
    wrong += measured(viewer, DOUBLE, [USUAL])
    wrong += measured(viewer, DESKTOP, [USUAL, LARGEST])
    for window, wide, theme in product((DESKTOP, PHONE), (False, True), THEMES):
        viewer.page.set_viewport_size(window)  # type: ignore[arg-type]
        viewer.open_everything(wide)
        found = axe.found(viewer, theme, axe.EVERYTHING)
        wrong += [f"{window['width']} px{', opened' * wide}: {line}" for line in found]
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize("name", PLAIN)
def test_nothing_overflows_without_javascript(
    opened: Opener, site: Site, answers: dict[str, list[Answer]], name: str
) -> None:
    viewer = Viewer(opened(java_script_enabled=False), site.url, {})
    viewer.show(answers[name][0])
    wrong = measured(viewer, NARROW, [LARGEST, SANS, LEGIBLE])
    assert not wrong, "\n".join(wrong)


def by_turns(name: str) -> str:
    """One paper or another: each kind of page is in several states."""
    return THEMES[NAMES.index(name) % len(THEMES)]


def measured(viewer: Viewer, window: dict[str, int], choices: list[dict[str, str]]) -> list[str]:
    """What stands where it should not in a window of this size."""
    viewer.page.set_viewport_size(window)  # type: ignore[arg-type]
    return [f"{window['width']} px, {line}" for line in viewer.measured(choices)]
