"""The text of a comment: safe whatever was typed, and no word of it lost."""

from __future__ import annotations

import re
import time
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.rendering.comments import cleaned, literally, plain, rendered
from tests.conftest import refuse_unsafe


def shown(text: str) -> str:
    return rendered(cleaned(text)).strip()


@pytest.mark.parametrize(
    ("typed", "html"),
    [
        ("One.\n\nTwo.", "<p>One.</p>\n<p>Two.</p>"),
        ("One\ntwo", "<p>One<br>\ntwo</p>"),
        ("*a* **b** `c`", "<p><em>a</em> <strong>b</strong> <code>c</code></p>"),
        ("> said", "<blockquote>\n<p>said</p>\n</blockquote>"),
        ("- a\n- b", "<ul>\n<li>a</li>\n<li>b</li>\n</ul>"),
        ("1. a\n2. b", "<ol>\n<li>a</li>\n<li>b</li>\n</ol>"),
        ("1986. A good year.", "<p>1986. A good year.</p>"),
        ("> 7) is odd", "<blockquote>\n<p>7) is odd</p>\n</blockquote>"),
        ("# Loud", "<p><strong>Loud</strong></p>"),
        ("Not loud\n---", "<p>Not loud</p>\n<p>* * *</p>"),
        ("a\n\n* * *\n\nb", "<p>a</p>\n<p>* * *</p>\n<p>b</p>"),
        ("a < b & c", "<p>a &lt; b &amp; c</p>"),
        ("&lt;b&gt;", "<p>&amp;lt;b&amp;gt;</p>"),
        ("    four spaces", "<p>four spaces</p>"),
        (
            "[a]: http://x.org",
            '<p>[a]: <a href="http://x.org" rel="nofollow ugc">http://x.org</a></p>',
        ),
    ],
)
def test_a_small_part_of_markdown(typed: str, html: str) -> None:
    assert shown(typed) == html


@pytest.mark.parametrize(
    ("typed", "href", "words"),
    [
        ("[x](https://e.org/a)", "https://e.org/a", "x"),
        ("[x](https://e.org 'a title')", "https://e.org", "x"),
        ("[x](mailto:a@e.org)", "mailto:a@e.org", "x"),
        ("<https://e.org>", "https://e.org", "https://e.org"),
        ("See https://e.org/a_b_c.", "https://e.org/a_b_c", "https://e.org/a_b_c"),
        ("(https://e.org/x_(y))", "https://e.org/x_(y)", "https://e.org/x_(y)"),
        ("*https://e.org*", "https://e.org", "https://e.org"),
        ("HTTPS://E.org/ü", "HTTPS://E.org/%C3%BC", "HTTPS://E.org/ü"),
    ],
)
def test_links_are_the_readers_own(typed: str, href: str, words: str) -> None:
    assert f'<a href="{href}" rel="nofollow ugc">{words}</a>' in shown(typed)
    assert shown(typed).count("<a ") == 1


@pytest.mark.parametrize(
    "typed",
    [
        "[x](javascript:alert(1))",
        "[x](JaVaScRiPt:alert(1))",
        "[x](java\nscript:alert(1))",
        "[x](&#106;avascript:alert(1))",
        "[x](data:text/html;base64,PHNjcmlwdD4=)",
        "[x](vbscript:msgbox)",
        "[x](//evil.example)",
        "[x](/logout)",
        "[x](#comments)",
        "<javascript:alert(1)>",
        "javascript://e.org/%0aalert(1)",
        "http://",
        "http://...",
    ],
)
def test_no_other_address_becomes_a_link(typed: str) -> None:
    assert "<a" not in shown(typed)
    assert "x" in shown(typed) or "://" in shown(typed) or "javascript" in shown(typed)


@pytest.mark.parametrize(
    "typed",
    [
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        "<hx-partial data-hx-target='#live' data-hx-swap='innerHTML'>gone</hx-partial>",
        "<hx-x data-hx-post='/account' data-hx-trigger='load'>",
        "<a href='https://e.org' data-hx-get='/account' style='position:fixed'>x</a>",
        "<form action='https://e.org'><input name=password>",
        "<svg><animate onbegin=alert(1)>",
        "<style>*{display:none}</style>",
        "<!-- <hx-partial> -->",
        '[x](https://e.org/"onmouseover="alert(1))',
        '[x](<https://e.org/" data-hx-post="/account>)',
        '[x](https://e.org "<hx-partial data-hx-target=#live>")',
        "[<img src=x onerror=alert(1)>](https://e.org)",
        "https://e.org/<hx-partial>",
        'https://e.org/"><script>alert(1)</script>',
        "`<script>alert(1)</script>`",
        "![x](https://e.org/a.png)",
        '![x](https://e.org/a.png" onload="alert(1))',
        "</div></article></li></ol><h1>Mine</h1>",
        "<p id='live' class='comment'>",
    ],
)
def test_an_attack_is_shown_as_the_words_it_is(typed: str) -> None:
    html = shown(typed)
    refuse_unsafe(html)
    assert set(re.findall(r"<(\w[\w-]*)", html)) <= {
        "p", "br", "em", "strong", "code", "a", "blockquote", "ul", "ol", "li",
    }  # fmt: skip
    attributes = re.findall(r"<\w+([^>]*)>", html)
    assert all(
        re.fullmatch(r'( href="[^"<>]*")?( rel="nofollow ugc")?', each) for each in attributes
    )
    assert "<hx-" not in html


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("a\x00b\x07c", "abc"),
        ("\u202egnp.exe", "gnp.exe"),
        ("a\u2066b\u2069c", "abc"),
        ("pass\u200bword", "password"),
        ("soft\u00adhyphen", "softhyphen"),
        ("Z" + "\u0301" * 40 + "algo", "Ź" + "\u0301" * 4 + "algo"),
        ("a\r\nb\rc\u2028d", "a\nb\nc\nd"),
        ("שָׁלוֹם, يُوحَنَّا, tiếng Việt, ภาษาที่", "שָׁלוֹם, يُوحَنَّا, tiếng Việt, ภาษาที่"),
        ("👩‍👩‍👧 می‌خواهم", "👩‍👩‍👧 می‌خواهم"),
    ],
)
def test_what_nobody_types_on_purpose_goes_and_every_script_stays(typed: str, kept: str) -> None:
    assert unicodedata.normalize("NFC", cleaned(typed)) == unicodedata.normalize("NFC", kept)


@given(st.text(alphabet="ab \n>-*+_`[]()<&#!~\"'\\:", max_size=80))
def test_no_letter_is_lost_or_made_up(typed: str) -> None:
    html = shown(typed)
    letters = [c for c in plain(html) if c.isalpha()]
    assert letters == [c for c in cleaned(typed) if c.isalpha()]


@given(st.text(alphabet="ab1 \n>-*+_`[]()<&#!~\"'\\:.=", max_size=80))
def test_what_is_quoted_word_for_word_is_read_word_for_word(said: str) -> None:
    words = "\n".join(" ".join(line.split()) for line in said.strip().splitlines())
    quoted = "\n".join(f"> {line}" for line in literally(words).splitlines())
    assert plain(shown(quoted)).split() == words.split()


@given(
    st.lists(
        st.tuples(st.integers(0, 30), st.sampled_from(["- ", "> ", "1. ", ""]), st.integers(1, 12)),
        max_size=40,
    )
)
def test_no_line_is_lost_however_deep_it_nests(lines: list[tuple[int, str, int]]) -> None:
    typed = "\n".join(" " * indent + mark * times + "x" for indent, mark, times in lines)
    assert plain(shown(typed)).count("x") == len(lines)


def test_deep_nesting_is_flattened_to_what_a_page_can_show() -> None:
    typed = "\n".join("  " * depth + "- x" for depth in range(40))
    assert shown(typed).count("<ul>") <= 6
    assert plain(shown(typed)).count("x") == 40


@pytest.mark.parametrize(
    "piece", ["[", "*a ", "> ", "- ", "`", "[a](b ", "](", "<", "a**b", "http://a", "_"]
)
def test_no_text_keeps_the_machine_busy(piece: str) -> None:
    """A text that takes the square of its length takes minutes; the bound is far from both."""
    began = time.thread_time()
    rendered(cleaned(piece * (10_000 // len(piece))))
    assert time.thread_time() - began < 10
