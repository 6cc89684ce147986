"""Nothing overflows, is cut off or stands on anything else: in any state, at any size of text."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.house.harvest import Answer
from tests.house.states import STATES

from . import looking
from .conftest import DESKTOP, Opener
from .looking import Viewer
from .site import Site

MEASURE = (Path(__file__).parent / "measure.js").read_text()
NARROW = {"width": 320, "height": 640}
DOUBLE = {"width": 680, "height": 450}
"""What is left of a wide window for one who zooms to 200 %."""

LOOKS = [
    (NARROW, {"text_size": "xx-large", "typeface": "serif"}),
    (NARROW, {"text_size": "xx-large", "typeface": "sans"}),
    (NARROW, {"text_size": "xx-large", "typeface": "legible"}),
    (NARROW, {"text_size": "medium", "typeface": "serif"}),
    (DOUBLE, {"text_size": "medium", "typeface": "serif"}),
    (DESKTOP, {"text_size": "xx-large", "typeface": "serif"}),
    (DESKTOP, {"text_size": "medium", "typeface": "serif"}),
]
PLAIN = ["article, guest", "settings, of this device alone", "search, many found", "register"]


@pytest.mark.parametrize("name", [state.name for state in STATES])
def test_nothing_overflows(viewer: Viewer, looks: dict[str, Answer], name: str) -> None:
    if name not in looks:
        return  # it looks like another one
    viewer.show(looks[name])
    wrong = [line for window, choice in LOOKS for line in measured(viewer, window, choice)]
    assert not wrong, "\n".join(wrong)
    viewer.watch.end()


@pytest.mark.parametrize("name", PLAIN)
def test_nothing_overflows_without_javascript(
    opened: Opener, site: Site, answers: dict[str, list[Answer]], name: str
) -> None:
    viewer = Viewer(opened(java_script_enabled=False), site.url, "")
    viewer.show(answers[name][0])
    wrong = [line for window, choice in LOOKS[:3] for line in measured(viewer, window, choice)]
    assert not wrong, "\n".join(wrong)


def measured(viewer: Viewer, window: dict[str, int], choice: dict[str, str]) -> list[str]:
    """What stands where it should not, with everything closed and with everything open."""
    viewer.page.set_viewport_size(window)  # type: ignore[arg-type]
    viewer.choose(choice)
    found = []
    for wide in (False, True):
        viewer.open_everything(wide)
        viewer.page.evaluate("document.fonts.ready.then(() => true)")
        how = f"{window['width']} px, {choice['text_size']} {choice['typeface']}{', opened' * wide}"
        found += [f"{how}: {fault}" for fault in looking.faults(viewer, MEASURE)]
    return found
