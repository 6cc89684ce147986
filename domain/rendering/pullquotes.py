"""Pull quotes: passages lifted out of the text, told apart from other quotations by comparing.

A quotation is a pull quote when its last line says who (`— who, role`) and most of its words stand
in order, close together, in the rest of the text.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from difflib import SequenceMatcher

from markdown_it.token import Token

MOST = 0.6
Difference = list[list[str]]
_SAID_BY = re.compile(r"(?:—|–|―|--)\s*(?P<who>[^,،]+?)\s*(?:[,،]\s*(?P<role>.+))?")
_MARKS = re.compile(r"[“”„‟\"«»]")
_APOSTROPHES = str.maketrans("‘’‛ʼ`´", "''''''")


@dataclass(frozen=True)
class Quotation:
    """A quotation that says who: where it stands among the tokens, and its words."""

    start: int
    end: int
    line: int
    text: str
    who: str
    role: str
    tokens: list[Token] = field(repr=False, compare=False, default_factory=list)
    difference: Difference | None = None
    """Where it departs from the text, word by word: sign (" ", "-", "+") and words."""


def find(tokens: list[Token]) -> list[Quotation]:
    """The pull quotes among the blocks of a text, in order.

    Each is compared with everything else but those already found, so that of two equal
    quotations one remains a part of the text.
    """
    signed = [q for q in map(_signed, _quotations(tokens)) if q]
    pulled: list[Quotation] = []
    for quotation in signed:
        left_out = [(q.start, q.end) for q in [*pulled, quotation]]
        match = compare(quotation.text, _text_outside(tokens, left_out))
        if match is not None:
            pulled.append(replace(quotation, difference=match or None))
    return pulled


def compare(quotation: str, text: str) -> Difference | None:
    """Where `quotation` departs from `text`: nowhere if it is verbatim; None if it is foreign."""
    if _stands_in(quotation, text):
        return []
    mine, theirs = _unquoted(quotation), _unquoted(text)
    start, end = _nearest(_folded(mine), _folded(theirs))
    if start == end:
        return None
    difference = _difference(theirs[start:end], mine)
    return difference if any(sign != " " for sign, _ in difference) else []


def in_words(difference: Difference) -> str:
    """A difference on one line: `the House’s [-position-] {+position.+}`."""
    parts = []
    for sign, words in difference:
        if sign == " ":
            parts.append(_middle_left_out(words))
        else:
            parts.append(f"[-{words}-]" if sign == "-" else f"{{+{words}+}}")
    return " ".join(parts)


def inline_text(token: Token) -> str:
    """The words of an inline token, without markup."""
    return "".join(_said(child) for child in token.children or [])


def _said(child: Token) -> str:
    if child.type in {"softbreak", "hardbreak"}:
        return " "
    return child.content if child.type in {"text", "code_inline"} else ""


def _quotations(tokens: list[Token]) -> list[tuple[int, int, list[Token]]]:
    """The quotations that do not stand inside of something else: start, end and tokens."""
    found, start = [], 0
    for index, token in enumerate(tokens):
        if token.type == "blockquote_open" and token.level == 0:
            start = index
        elif token.type == "blockquote_close" and token.level == 0:
            found.append((start, index + 1, tokens[start : index + 1]))
    return found


def _signed(quotation: tuple[int, int, list[Token]]) -> Quotation | None:
    """The quotation with its words and who said them, None where its last line does not tell."""
    start, end, tokens = quotation
    inlines = [index for index, token in enumerate(tokens) if token.type == "inline"]
    if not inlines or any(_holds_picture(tokens[i]) for i in inlines):
        return None
    last = inlines[-1]
    words, signature = _split_last_line(tokens[last])
    match = _SAID_BY.fullmatch(inline_text(signature).strip())
    if match is None or tokens[last - 1].type != "paragraph_open" or tokens[last].level != 2:
        return None
    kept = tokens[: last - 1] + (
        [tokens[last - 1], words, tokens[last + 1]] if words.children else []
    )
    text = " ".join(inline_text(token) for token in kept if token.type == "inline")
    if not text.strip():
        return None
    who, role = match["who"].strip(), (match["role"] or "").strip()
    line = (tokens[0].map or [0])[0]
    return Quotation(start, end, line, " ".join(text.split()), who, role, [*kept, tokens[-1]])


def _split_last_line(inline: Token) -> tuple[Token, Token]:
    """A paragraph without its last line, and that line."""
    children = inline.children or []
    breaks = [i for i, child in enumerate(children) if child.type in {"softbreak", "hardbreak"}]
    cut = breaks[-1] if breaks else -1
    before = inline.copy(children=children[: max(cut, 0)])
    return before, inline.copy(children=children[cut + 1 :])


def _holds_picture(inline: Token) -> bool:
    return any(child.type == "image" for child in inline.children or [])


def _text_outside(tokens: list[Token], left_out: list[tuple[int, int]]) -> str:
    return "\n".join(
        inline_text(token)
        for index, token in enumerate(tokens)
        if token.type == "inline" and not any(a <= index < b for a, b in left_out)
    )


def _stands_in(quotation: str, text: str) -> bool:
    words = [re.escape(word) for word in _alike(_unquoted(quotation))]
    pattern = r"(?<!\w)" + " ".join(words) + r"(?!\w)"
    return bool(words) and re.search(pattern, " ".join(_alike(_unquoted(text)))) is not None


def _unquoted(text: str) -> list[str]:
    """The words without quotation marks, which a quotation does not share with the text around."""
    return _MARKS.sub("", text).split()


def _alike(words: list[str]) -> list[str]:
    """Whatever apostrophes were typed, they are one."""
    return [word.translate(_APOSTROPHES) for word in words]


def _folded(words: list[str]) -> list[str]:
    return [re.sub(r"^\W+|\W+$", "", word).casefold() for word in _alike(words)]


def _nearest(mine: list[str], theirs: list[str]) -> tuple[int, int]:
    """Where in `theirs` most of `mine` stands in order, close together; nowhere is (0, 0)."""
    core = SequenceMatcher(None, theirs, mine, autojunk=False).find_longest_match()
    slack = max(4, len(mine) // 2)
    start = max(0, core.a - core.b - slack)
    window = theirs[start : core.a + len(mine) - core.b + slack]
    blocks = SequenceMatcher(None, window, mine, autojunk=False).get_matching_blocks()[:-1]
    if sum(block.size for block in blocks) < MOST * len(mine) or not blocks:
        return 0, 0
    return start + blocks[0].a, start + blocks[-1].a + blocks[-1].size


def _difference(theirs: list[str], mine: list[str]) -> Difference:
    """Word by word; what follows or precedes the passage in the text is no departure."""
    if theirs[-1].startswith(mine[-1]):
        theirs = [*theirs[:-1], mine[-1]]
    if theirs[0].endswith(mine[0]):
        theirs = [mine[0], *theirs[1:]]
    pairs: Difference = []
    matcher = SequenceMatcher(None, _alike(theirs), _alike(mine), autojunk=False)
    for kind, a, b, c, d in matcher.get_opcodes():
        if kind == "equal":
            pairs.append([" ", " ".join(theirs[a:b])])
            continue
        pairs += [
            [sign, " ".join(words)]
            for sign, words in (("-", theirs[a:b]), ("+", mine[c:d]))
            if words
        ]
    return pairs


def _middle_left_out(words: str, ends: int = 3) -> str:
    each = words.split()
    if len(each) <= 2 * ends + 1:
        return words
    return " ".join([*each[:ends], "…", *each[-ends:]])
