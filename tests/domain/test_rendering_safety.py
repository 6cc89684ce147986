"""Whatever goes in, only what is on the lists comes out."""

from __future__ import annotations

import re
from html.parser import HTMLParser

from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from domain.rendering import cleaning
from tests.conftest import refuse_unsafe

from .manuscripts import SAID, Shown, html


class Tags(HTMLParser):
    """Holds every tag and attribute against the lists."""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "div":
            assert [name for name, _ in attrs] == ["class", "role", "aria-label", "tabindex"]
            return
        assert tag in cleaning.TAGS, tag
        for name, value in attrs:
            assert name in cleaning.ATTRIBUTES.get(tag, set()), (tag, name)
            pattern = cleaning.VALUES.get((tag, name)) or cleaning.VALUES.get(("", name))
            assert pattern is None or pattern.fullmatch(value or ""), (tag, name, value)


def hold_to_the_lists(made: str) -> None:
    refuse_unsafe(made)
    Tags().feed(made)
    for value in re.findall(r'="([^"]*)"', re.sub(r">[^<]*<", "><", f">{made}<")):
        assert "<" not in value


PIECES = st.sampled_from(
    [
        *"<>\"'`()[]!#*_|\\\n\t &;:/=-",
        "<img src=x onerror=alert(1)>",
        "<hx-get ",
        "](javascript:",
        "](https://a.example/",
        "![a](a.png ",
        '"><script>',
        "> ",
        "\n\n",
        "— Ines, ",
        "\n|a|b|\n|-|-|\n|c|d|",
        "&lt;",
        "&#x3c;",
        "```\n",
        "data-hx-get=",
        "style=",
        "a lamp",
    ]
)


@given(st.one_of(st.text(), st.lists(PIECES, max_size=30).map("".join)))
@hypothesis_settings(max_examples=400)
def test_whatever_goes_in_only_what_is_on_the_lists_comes_out(markdown: str) -> None:
    hold_to_the_lists(html(markdown, **{"a.png": Shown()}))


ATTACKS = st.lists(
    st.one_of(
        PIECES,
        st.sampled_from(
            [
                '<a href="',
                "<a href='/\\evil'>",
                '<figure class="pull evil">',
                '<img srcset="',
                '<h2 id="main">',
                "<svg><style>",
                "<math><mtext><table><mglyph><style>",
                "<p data-hx-get=/ hx-on:click=x onclick=x>",
                "<hx-partial>",
                "<!--",
                "<template>",
                "</p>",
            ]
        ),
    ),
    max_size=20,
).map("".join)


@given(ATTACKS)
@hypothesis_settings(max_examples=400)
def test_the_last_guard_stands_by_itself(raw: str) -> None:
    """What Markdown never lets through is cleaned all the same."""
    hold_to_the_lists(cleaning.cleaned(raw))


def test_the_lists_are_short() -> None:
    """What runs, loads, styles, asks or moves is on none of them."""
    never = (
        "base button dialog div embed form frame iframe input link math meta object script style"
    )
    assert not cleaning.TAGS & set(f"{never} svg template textarea title video audio".split())
    named = " ".join(sorted({name for names in cleaning.ATTRIBUTES.values() for name in names}))
    assert (
        named
        == "alt class decoding dir height href id lang loading rel sizes src srcset start width"
    )


def test_rendering_again_what_is_cleaned_changes_nothing() -> None:
    made = html(
        f"# A\n\n{SAID}\n\n> nobody put it out\n>\n> — Ines, keeper\n\n![a](a.png)",
        **{"a.png": Shown()},
    )
    assert cleaning.cleaned(made) == made
