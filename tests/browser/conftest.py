"""One Chromium and one site for a run of the tests; a fresh browser profile for each test."""

from __future__ import annotations

import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from settings import ROOT
from tests.house.harvest import Answer

from . import axe, looking
from .serving import server
from .site import Site
from .watching import Watch
from .world import NOTES, copy_of

FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--renderer-process-limit=1",  # of each profile, and none in reserve
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--font-render-hinting=none",
    "--host-resolver-rules=MAP localhost 127.0.0.1",
)
DESKTOP = {"width": 1360, "height": 900}
PHONE = {"width": 390, "height": 844}

Opener = Callable[..., BrowserContext]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Everything in this folder drives a browser."""
    for item in items:
        if Path(item.fspath).parent == Path(__file__).parent:
            item.add_marker("browser")


@pytest.fixture(scope="session")
def site(world: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """The site itself, served on this computer with the small publication."""
    with server(copy_of(world, tmp_path_factory.mktemp("served"))) as url:
        yield Site(url)


@pytest.fixture(scope="session")
def rooms() -> Iterator[str]:
    """Articles of the site about which nobody has spoken yet, each handed out once.

    One row of them for all files: two rows would meet.
    """
    return (f"/articles/lamp-note-number-{number}" for number in range(1, NOTES))


@pytest.fixture
def room(rooms: Iterator[str]) -> str:
    """An article that is this test's own to speak about."""
    return next(rooms)


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """The system's Chromium, without a window."""
    find = [str(ROOT / "tools" / "find.sh"), "chromium"]
    path = subprocess.run(find, check=True, capture_output=True, text=True).stdout.strip()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=list(FLAGS))
        yield browser
        browser.close()


@pytest.fixture
def watch(site: Site) -> Iterator[Watch]:
    """Fails the test at its end if a page complained, broke its policy or asked another host."""
    watch = Watch(site.url)
    yield watch
    watch.end()


@pytest.fixture
def opened(chromium: Browser, site: Site, watch: Watch) -> Iterator[Opener]:
    """Opens browser profiles that are watched; each has seen the acknowledgement but if `fresh`."""
    contexts: list[BrowserContext] = []

    def _open(*, fresh: bool = False, **options: Any) -> BrowserContext:
        options = {"viewport": DESKTOP, "base_url": site.url, "locale": "en-GB", **options}
        context = chromium.new_context(**options)
        context.set_default_timeout(10_000)
        contexts.append(context)
        if not fresh:
            context.add_cookies([site.welcomed()])
        watch.over(context)
        return context

    yield _open
    for context in contexts:
        context.close()


@pytest.fixture
def page(opened: Opener) -> Page:
    """A page in a browser that runs scripts."""
    return opened().new_page()


@pytest.fixture
def plain(opened: Opener) -> Page:
    """A page in a browser that runs none."""
    return opened(java_script_enabled=False).new_page()


@pytest.fixture(scope="module")
def looks(answers: dict[str, list[Answer]]) -> dict[str, Answer]:
    """What there is to look at, by the names of the states."""
    return looking.different(answers)


@pytest.fixture(scope="module")
def viewer(
    chromium: Browser, site: Site, answers: dict[str, list[Answer]]
) -> Iterator[looking.Viewer]:
    """One page in which states are shown, one after the other."""
    context = chromium.new_context(viewport=DESKTOP, locale="en-GB")  # type: ignore[arg-type]
    yield axe.asleep(looking.Viewer(context, site.url, looking.links_of(answers)))
    context.close()
