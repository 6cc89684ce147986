"""Weight: what a first visit to the article brings over the wire, as a browser asks for it."""

from __future__ import annotations

import subprocess
from collections import Counter
from collections.abc import Iterator
from typing import Any

from settings import ROOT

from ..measuring import Loader
from ..results import Row, plain
from ..sites import Sites

REQUESTS, WITHOUT, WITH = 12, 35_000, 90_000
"""Requests, and bytes without fonts and pictures, and with fonts."""
LATER = 0.3
"""Seconds between the first paint and the largest."""
PHONE = {"width": 412, "height": 823}
PAINTS = """() => new Promise(done => {
  const seen = {shift: 0, largest: 0, first: 0};
  new PerformanceObserver(list => list.getEntries().forEach(e => {
    if (!e.hadRecentInput) seen.shift += e.value }))
    .observe({type: 'layout-shift', buffered: true});
  new PerformanceObserver(list => list.getEntries().forEach(e => {
    seen.largest = e.startTime })).observe({type: 'largest-contentful-paint', buffered: true});
  new PerformanceObserver(list => list.getEntries().forEach(e => {
    if (e.name === 'first-contentful-paint') seen.first = e.startTime }))
    .observe({type: 'paint', buffered: true});
  setTimeout(() => done(seen), 800) })"""
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"]


def weight(sites: Sites, _loader: Loader) -> Iterator[Row]:
    """A visit by Chromium, where there is one."""
    chromium = _chromium()
    if not chromium:
        return
    url = f"http://127.0.0.1:{sites.lectern().port}/articles/{sites.corpus().usual}"
    kinds, bytes_, paints = _visited(url, chromium)
    told = ", ".join(f"{kind} {bytes_[kind] / 1000:.1f}" for kind in sorted(bytes_))
    text = sum(n for kind, n in bytes_.items() if kind not in {"Font", "Image"})
    requests = float(sum(kinds.values()))
    yield plain("visit", "first visit, requests", [requests], "requests", REQUESTS)
    name = "first visit, without fonts and pictures"
    yield plain("visit-text", name, [float(text)], "bytes", WITHOUT, f"in KB: {told}")
    fonts = float(text + bytes_["Font"])
    yield plain("visit-fonts", "first visit, with fonts", [fonts], "bytes", WITH)
    yield plain("shift", "layout shift", [paints["shift"]], "", 0)
    apart = (paints["largest"] - paints["first"]) / 1000
    yield plain("paint", "from first to largest paint", [apart], "s", LATER)


def _chromium() -> str:
    command = [str(ROOT / "tools" / "find.sh"), "chromium"]
    return subprocess.run(command, capture_output=True, text=True, check=False).stdout.strip()


def _visited(url: str, chromium: str) -> tuple[Counter[str], Counter[str], dict[str, float]]:
    """Requests and bytes by kind, and when what was painted."""
    from playwright.sync_api import sync_playwright

    kinds: dict[str, str] = {}
    sizes: dict[str, int] = {}

    def answered(event: dict[str, Any]) -> None:
        if not event["response"]["url"].startswith("data:"):
            kinds[event["requestId"]] = event["type"]

    def arrived(event: dict[str, Any]) -> None:
        sizes[event["requestId"]] = int(event["encodedDataLength"])

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=FLAGS)
        page = browser.new_page(viewport=PHONE)  # type: ignore[arg-type]
        events = page.context.new_cdp_session(page)
        events.on("Network.responseReceived", answered)
        events.on("Network.loadingFinished", arrived)
        events.send("Network.enable")
        page.goto(url, wait_until="networkidle")
        paints: dict[str, float] = page.evaluate(PAINTS)
        browser.close()
    bytes_: Counter[str] = Counter()
    for request, kind in kinds.items():
        bytes_[kind] += sizes.get(request, 0)
    return Counter(kinds.values()), bytes_, paints
