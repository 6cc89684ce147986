"""The text of an article: Markdown in, safe HTML out, once, when the article is stored.

Raw HTML is shown as text. What comes out holds no tag and no attribute beyond the lists of
`cleaning`, whatever went in; headings can be linked to, wide tables scroll by themselves, and pull
quotes stand in figures of their own. Raise VERSION when the same Markdown would come out
otherwise, and `flask rerender` reaches what is stored.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from urllib.parse import unquote

from markdown_it import MarkdownIt
from markdown_it.token import Token

from .. import slugs
from . import cleaning, figures, pullquotes, words
from .figures import Shown
from .pullquotes import Quotation

VERSION = 1
LEVELS = {"h1": "h2", "h2": "h2", "h3": "h3", "h4": "h4", "h5": "h4", "h6": "h4"}


@dataclass(frozen=True)
class Named:
    """A picture or link that the text names, and the line of the text on which it does."""

    address: str
    line: int


@dataclass(frozen=True)
class Rendered:
    """An article's text as it is stored."""

    html: str
    plain: str
    words: int
    pull_quotes: Sequence[Quotation]
    lost_links: Sequence[Named]
    """Links that lead to nothing that a reader could open; their words were kept."""

    @property
    def minutes(self) -> int:
        """How long it takes to read."""
        return words.minutes(self.words)


class Manuscript:
    """A text taken apart, so that its pictures can be fetched before it is rendered, once."""

    def __init__(self, markdown: str) -> None:
        self._tokens = _markdown().parse(markdown)
        self._ids: set[str] = set()
        self._lost: list[Named] = []

    @property
    def pictures(self) -> list[Named]:
        """The pictures that stand beside the text's own file, as the text names them."""
        return [
            Named(figures.source(child), line)
            for line, child in self._children()
            if child.type == "image" and not cleaning.ELSEWHERE.match(str(child.attrs["src"]))
        ]

    def heading(self) -> str:
        """Take away the heading of the first level with which the text begins, if it does."""
        if not self._tokens or self._tokens[0].tag != "h1":
            return ""
        title = pullquotes.inline_text(self._tokens[1])
        self._tokens = self._tokens[3:]
        return title

    def rendered(self, pictures: Mapping[str, Shown] | None = None) -> Rendered:
        """The text in safe HTML; `pictures` are those of `self.pictures` that there are."""
        self._mend_headings()
        self._mend_links()
        quotations = pullquotes.find(self._tokens)
        tokens = figures.with_pull_quotes(self._tokens, quotations)
        tokens = figures.with_pictures(tokens, pictures or {})
        markdown = _markdown()
        raw = markdown.renderer.render(tokens, markdown.options, {"pictures": pictures or {}})
        html = figures.with_scrolling_tables(cleaning.cleaned(raw)).strip()
        plain = words.plain(html)
        return Rendered(html, plain, words.count(plain), quotations, self._lost)

    def _children(self) -> list[tuple[int, Token]]:
        """What stands inside of the lines of the text, each with its line."""
        lines = (((token.map or [0])[0], token.children or []) for token in self._tokens)
        return [(line, child) for line, children in lines for child in children]

    def _mend_headings(self) -> None:
        """Give each heading an id, and keep the first level for the title of the page."""
        for index, token in enumerate(self._tokens):
            if token.type in {"heading_open", "heading_close"}:
                token.tag = LEVELS[token.tag]
            if token.type == "heading_open":
                slug = slugs.of(pullquotes.inline_text(self._tokens[index + 1])) or "heading"
                id_ = slugs.free(f"text-{slug}", self._ids)
                self._ids.add(id_)
                token.attrSet("id", id_)

    def _mend_links(self) -> None:
        """Mark links to elsewhere; of links that lead nowhere keep only the words."""
        leads = True
        for line, child in self._children():
            if child.type == "link_open":
                leads = self._mend_link(child, line)
            if child.type in {"link_open", "link_close"}:
                child.hidden = not leads

    def _mend_link(self, link: Token, line: int) -> bool:
        """Whether a link leads somewhere; links do not nest."""
        href = str(link.attrs.get("href", ""))
        if cleaning.ELSEWHERE.fullmatch(href):
            link.attrSet("rel", "noopener")
        elif href.startswith("#") and f"text-{unquote(href[1:])}" in self._ids:
            link.attrSet("href", f"#text-{href[1:]}")
        elif not cleaning.OWN.fullmatch(href) and not cleaning.MAIL.fullmatch(href):
            self._lost.append(Named(href, line))
            return False
        link.attrs.pop("title", None)
        return True


def render(markdown: str, pictures: Mapping[str, Shown] | None = None) -> Rendered:
    """The Markdown of an article in safe HTML, with its words and its pull quotes."""
    return Manuscript(markdown).rendered(pictures)


@cache
def _markdown() -> MarkdownIt:
    parser = MarkdownIt("commonmark", {"html": False}).enable(["table", "strikethrough"])
    parser.add_render_rule("image", figures.image)
    parser.add_render_rule("s_open", lambda *_: "<del>")
    parser.add_render_rule("s_close", lambda *_: "</del>")
    return parser
