"""What stands apart in the text of an article: pictures, pull quotes, and tables that scroll."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from html import escape, unescape
from typing import Any, Protocol
from urllib.parse import unquote

from markdown_it.renderer import RendererHTML
from markdown_it.token import Token
from markdown_it.utils import OptionsDict

from .cleaning import ELSEWHERE
from .pullquotes import Quotation

IN_TEXT = "(min-width: 48em) 41rem, 100vw"
"""How wide a picture in the text is shown."""
_TABLE = re.compile(r"<table>(?P<head>.*?)(<tbody>.*?)?</table>", re.DOTALL)
_CELL = re.compile(r"<th>(.*?)</th>", re.DOTALL)


class Shown(Protocol):
    """A picture whose files stand ready: what its header told, and the widths that were made."""

    @property
    def digest(self) -> str: ...
    @property
    def width(self) -> int: ...
    @property
    def height(self) -> int: ...
    @property
    def widths(self) -> Sequence[int]: ...


def with_pull_quotes(tokens: list[Token], quotations: Sequence[Quotation]) -> list[Token]:
    """The text with each pull quote in a figure that says who."""
    for quotation in reversed(quotations):
        role = f", <span>{escape(quotation.role)}</span>" if quotation.role else ""
        caption = f"<figcaption>{escape(quotation.who)}{role}</figcaption>\n"
        tokens = [
            *tokens[: quotation.start],
            Token("figure_open", "figure", 1, attrs={"class": "pull"}, block=True),
            *quotation.tokens,
            Token("html_block", "", 0, content=caption),
            Token("figure_close", "figure", -1, block=True),
            *tokens[quotation.end :],
        ]
    return tokens


def with_pictures(tokens: list[Token], pictures: Mapping[str, Shown]) -> list[Token]:
    """The text with a figure in place of each paragraph that is nothing but a picture of ours."""
    for index, token in enumerate(tokens):
        children = token.children or []
        if token.type != "inline" or [child.type for child in children] != ["image"]:
            continue
        around = tokens[index - 1], tokens[index + 1]
        if around[0].type == "paragraph_open" and source(children[0]) in pictures:
            for each in around:
                each.tag, each.hidden = "figure", False
            children[0].meta["alone"] = True
    return tokens


def source(image: Token) -> str:
    """A picture as the text names it."""
    return unquote(str(image.attrs["src"]))


def image(
    renderer: RendererHTML,
    tokens: Sequence[Token],
    index: int,
    options: OptionsDict,
    env: dict[str, Any],
) -> str:
    """A picture of ours in its widths, and its caption if it stands alone; else its words."""
    token = tokens[index]
    alt = escape(renderer.renderInlineAsText(token.children or [], options, env))
    picture = env["pictures"].get(source(token))
    if picture is None:
        return _words_alone(str(token.attrs["src"]), alt)
    caption = str(token.attrs.get("title", "")) if token.meta.get("alone") else ""
    return _img(picture, alt) + (f"<figcaption>{escape(caption)}</figcaption>" if caption else "")


def _words_alone(address: str, alt: str) -> str:
    """What stands for a picture that is not ours: its words, and a link where one leads to it."""
    if ELSEWHERE.fullmatch(address):
        return f'<a href="{escape(address)}" rel="noopener">{alt or escape(address)}</a>'
    return f"<em>{alt}</em>" if alt else ""


def _img(picture: Shown, alt: str) -> str:
    files = {width: f"/media/{picture.digest}-{width}.webp" for width in picture.widths}
    middle = picture.widths[min(1, len(picture.widths) - 1)]
    widths = ", ".join(f"{file} {width}w" for width, file in files.items())
    return (
        f'<img src="{files[middle]}" srcset="{widths}" sizes="{IN_TEXT}" alt="{alt}"'
        f' width="{picture.width}" height="{picture.height}" loading="lazy" decoding="async">'
    )


def with_scrolling_tables(html: str) -> str:
    """Each table of cleaned HTML in a region of its own, which a keyboard can reach and scroll."""
    return _TABLE.sub(_region, html)


def _region(table: re.Match[str]) -> str:
    """The region is called after the heads of the columns, which are in the text's own language."""
    cells = (unescape(re.sub(r"<[^>]*>", "", cell)) for cell in _CELL.findall(table["head"]))
    label = escape(", ".join(cell.strip() for cell in cells if cell.strip()) or "Table")
    opening = f'<div class="table-scroll" role="region" aria-label="{label}" tabindex="0">'
    return f"{opening}{table.group()}</div>"
