"""The text of a comment: a small, safe part of Markdown, rendered once, when it is stored.

Paragraphs, line breaks, emphasis, inline code, links, quotations and lists. No pictures, no HTML,
no headings: what is not taken stays on the page as it was typed, so that no word is lost.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from html import unescape

import nh3
from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore
from markdown_it.token import Token

from domain.lookalikes import BLANK

VERSION = 1
TAGS = {"p", "br", "em", "strong", "code", "a", "blockquote", "ul", "ol", "li"}
SCHEMES = {"http", "https", "mailto"}
MARKS = 4
"""How many combining marks may stand on one letter: every script in use gets by with them."""
MARKS_TYPED = 30
"""How many are put in order before they are composed (UAX 15): the time for it grows with their
square, and a text of nothing else would keep the machine busy for minutes."""
DEEPEST = 12
"""How deep blocks may nest: a list in a list in a quotation, three times over."""

_HIDDEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u00ad\u200b\u2060-\u2064\u206a-\u206f\ufeff]")
_DIRECTION = re.compile("[\u202a-\u202e\u2066-\u2069]")
_ORDERED = re.compile(r"^( {0,3}(?:> ?)*)(\d{1,9})([.)])(?=\s)")
_MARK = re.compile(r"[\\`*\[\]<]|(?<![^\W_])_|_(?![^\W_])")
_BEGINS = re.compile(r"(?m)^ *(\d*)(#(?=[#\s]|$)|[+-](?=[\s-]|$)|>|(?<=\d)[.)](?=\s|$))")
_ADDRESS = re.compile(r"https?://[^\s<>\"“”]+", re.IGNORECASE)


def cleaned(text: str) -> str:
    """What was typed, without what nobody types on purpose: controls, hidden and overriding marks.

    Marks of direction that override their surroundings go, since they can turn a line or
    a link around; letters carry at most four combining marks.
    """
    text = re.sub("\r\n?|[\u2028\u2029\u0085]", "\n", text)
    text = unicodedata.normalize("NFC", "".join(_with_few_marks(text, MARKS_TYPED)))
    text = _DIRECTION.sub("", _HIDDEN.sub("", text))
    text = "".join(_with_few_marks(text, MARKS)).strip()
    return text if any(map(_is_seen, text)) else ""


def _with_few_marks(text: str, most: int) -> Iterator[str]:
    run = 0
    for character in text:
        run = run + 1 if _is_mark(character) else 0
        if run <= most:
            yield character


def _is_mark(character: str) -> bool:
    is_put_in_order = unicodedata.combining(character) != 0
    return is_put_in_order or unicodedata.category(character) in {"Mn", "Me"}


def _is_seen(character: str) -> bool:
    return unicodedata.category(character)[0] in "LNPS" and character not in BLANK


def rendered(text: str) -> str:
    """The HTML of a cleaned text: safe to be shown to everybody, links the readers' own."""
    return nh3.clean(
        _html("\n".join(_as_meant(text))),
        tags=TAGS,
        attributes={"*": set(), "a": {"href"}},
        url_schemes=SCHEMES,
        link_rel="nofollow ugc",
    )


def _html(text: str) -> str:
    """As Markdown; marks that nest deeper than a page can show are text."""
    tokens = _markdown.parse(text)
    if any(token.level > DEEPEST for token in tokens):
        return str(_flat.render(text))
    return str(_markdown.renderer.render(tokens, _markdown.options, {}))


def plain(html: str) -> str:
    """The words of a rendered text; empty where nothing is left to be read."""
    words = unescape(nh3.clean(html, tags=set()))
    return words.strip() if any(map(_is_seen, words)) else ""


def literally(words: str) -> str:
    """Plain words as one types them to be read so: what would be a mark stands for itself."""
    return _BEGINS.sub(r"\1\\\2", _MARK.sub(r"\\\g<0>", words))


def _as_meant(text: str) -> Iterator[str]:
    """The lines of `text`, where a year that begins a line does not begin a numbered list.

    A list begins at 1 and goes on by one.
    """
    last = 0
    for line in text.split("\n"):
        if found := _ORDERED.match(line):
            number = int(found[2])
            last = number if number in {1, last + 1} else 0
            line = line if last else _ORDERED.sub(r"\1\2\\\3", line)
        elif line and not line[0].isspace() and not line.startswith(">"):
            last = 0
        yield line


def _may_be_linked(url: str) -> bool:
    return url.partition(":")[0].lower() in SCHEMES


def _link_addresses(state: StateCore) -> None:
    """Make links of the addresses that stand in the text by themselves."""
    for block in state.tokens:
        if block.type == "inline" and block.children:
            block.children = list(_with_links(block.children))


def _with_links(tokens: list[Token]) -> Iterator[Token]:
    inside = 0
    for token in tokens:
        inside += {"link_open": 1, "link_close": -1}.get(token.type, 0)
        if token.type == "text" and not inside:
            yield from _split(token.content)
        else:
            yield token


def _split(text: str) -> Iterator[Token]:
    at = 0
    for found in _ADDRESS.finditer(text):
        url = _without_tail(found[0])
        if url.endswith("//"):
            continue
        yield _text(text[at : found.start()])
        yield Token("link_open", "a", 1, attrs={"href": _markdown.normalizeLink(url)})
        yield _text(url)
        yield Token("link_close", "a", -1)
        at = found.start() + len(url)
    yield _text(text[at:])


def _without_tail(url: str) -> str:
    """An address without the punctuation of the sentence around it."""
    while url and (
        url[-1] in ".,;:!?'*_~’" or (url[-1] == ")" and url.count(")") > url.count("("))
    ):
        url = url[:-1]
    return url


def _text(content: str) -> Token:
    return Token("text", "", 0, content=content)


def _parser(*without: str) -> MarkdownIt:
    parser = MarkdownIt("commonmark", {"html": False, "breaks": True})
    parser.disable(["image", "html_block", "html_inline", "code", "fence", "lheading"])
    parser.disable(["reference", "entity", *without])
    parser.validateLink = _may_be_linked  # type: ignore[method-assign]
    parser.add_render_rule("heading_open", lambda *_: "<p><strong>")
    parser.add_render_rule("heading_close", lambda *_: "</strong></p>\n")
    parser.add_render_rule("hr", lambda *_: "<p>* * *</p>\n")
    parser.core.ruler.push("addresses", _link_addresses)
    return parser


_markdown = _parser()
_flat = _parser("list", "blockquote", "hr")
