"""Outlets that a text quotes: those that its sources leave out are asked after.

A name is taken for an outlet only where the text says that somebody spoke or wrote there ("told the
Washington Post", "writing in The Guardian"), and only if it is a well-known one, is called as
outlets are ("… Times", "… Gazette"), or is said to be one ("the left-leaning Libération").
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

KNOWN = frozenset(
    name.strip()
    for line in (
        "abc, afp, al jazeera, al-monitor, associated press, atlantic, axios, bbc, bild, bloomberg",
        "business insider, cbs, channel 4, channel 12, channel 13, clarín, cnbc, cnn, daily beast",
        "corriere della sera, der spiegel, deutsche welle, die welt, die zeit, economist, el mundo",
        "el país, euronews, financial review, forbes, fortune, forward, fox, france 24, guardian",
        "haaretz, huffpost, independent, intercept, israel hayom, itv, kan, kyodo, la repubblica",
        "la stampa, le figaro, le monde, libération, maariv, meduza, msnbc, nation, nbc",
        "new republic, new yorker, newsweek, nikkei, npr, pbs, politico, propublica, reuters",
        "semafor, sky, slate, spectator, spiegel, süddeutsche zeitung, tass, time, times",
        "usa today, verge, vox, walla, wired, xinhua, yedioth ahronoth, ynet, yonhap",
    )
    for name in line.split(",")
)
"""Names by which outlets are known, without an article before and without "News" behind."""

CALLED = frozenset(
    word
    for line in (
        "advertiser age argus broadcasting bulletin chronicle courier daily dispatch echo",
        "enquirer examiner express gazette globe herald inquirer journal ledger magazine mail",
        "mercury mirror monitor news newspaper observer post press quarterly radio record register",
        "reporter review sentinel standard star sun telegraph television times tribune tv weekly",
    )
    for word in line.split()
)
"""What the names of outlets end with."""

CALLED_FIRST = frozenset({"channel", "daily", "radio"})

_NAME = r"(?P<name>[A-Z0-9][\w’'&.-]*(?:\s+(?:of\s+|della\s+)?[A-Z0-9][\w’'&-]*){0,4})"
_SPEAKING = (
    r"(?:told|tells|telling|informed|(?:in\s+)?(?:an\s+)?interview\s+with|speaking\s+to|spoke\s+to|according\s+to"
    r"|(?:as\s+)?reported\s+by|reports\s+by)"
)
_WRITING = (
    r"(?:wr(?:ote|ites|iting|itten)|argu(?:ed|es|ing)|report(?:ed|s|ing)|publish(?:ed|es|ing)|columns?|columnists?"
    r"|opinion|op-ed|editorials?|appear(?:ed|s|ing)|said|says|asks|asked|notes|noted)"
)
_BY = r"(?:\s+[A-Z][\w’'.-]+){0,4}"
_DESCRIBED = (
    r"(?P<described>(?:[a-z]+-[a-z]+\s+|[a-z]+\s+){0,3}?"
    r"(?:[a-z]+-(?:right|left|leaning|wing|run|owned|based|language|circulation)"
    r"|newspaper|daily|weekly|magazine|tabloid|broadsheet|paper|website|site|outlet|broadcaster|agency|journal)\s+)"
)
_ARTICLE = r"(?:(?:the|The|a|an|its|his|her)\s+)?"
_PATTERNS = (
    re.compile(rf"\b(?i:{_SPEAKING})\s+{_ARTICLE}{_DESCRIBED}?{_NAME}"),
    re.compile(rf"\b(?i:{_WRITING}){_BY},?\s+(?:in|for)\s+{_ARTICLE}{_DESCRIBED}?{_NAME}"),
)


def missing(text: str, listed: Iterable[str], own_name: str = "") -> list[str]:
    """The outlets that `text` quotes and that are not among those `listed`, each once, in order."""
    have = {_core(name) for name in listed}
    found: dict[str, str] = {}
    for name in _quoted(text):
        core = _core(name)
        if core != _core(own_name) and not any(_same(core, other) for other in have):
            found.setdefault(core, name)
    return list(found.values())


def _quoted(text: str) -> Iterator[str]:
    matches = (match for pattern in _PATTERNS for match in pattern.finditer(text))
    for match in sorted(matches, key=lambda each: each.start("name")):
        name = re.split(r"[’']s\b", match["name"])[0].rstrip(".,’'")
        if outlet := _outlet(name, bool(match["described"])):
            yield outlet


def _outlet(name: str, is_described: bool) -> str:
    """The part of a name that is an outlet's; empty where none is."""
    words = name.split()
    if is_described:
        return name
    for length in range(len(words), 0, -1):
        part = words[:length]
        if _core(" ".join(part)) in KNOWN:
            return " ".join(part)
        if length > 1 and _is_called_so([word.casefold() for word in part]):
            return " ".join(part)
    return ""


def _is_called_so(words: list[str]) -> bool:
    """Whether a name is like "Sydney Morning Herald", "Radio France" or "Times of Malta"."""
    of_a_place = words[0] in CALLED and words[1] == "of" and len(words) > 2
    return words[-1] in CALLED or words[0] in CALLED_FIRST or of_a_place


def _core(name: str) -> str:
    """An outlet's name without what is now said and now left out."""
    folded = " ".join(name.casefold().replace("’", "'").split())
    folded = re.sub(r"^the ", "", folded)
    return re.sub(r" (news|online|magazine|newspaper)$|\.com$", "", folded)


def _same(one: str, other: str) -> bool:
    """Whether two names are of one outlet: equal, or one within the other by whole words."""
    return f" {one} " in f" {other} " or f" {other} " in f" {one} "
