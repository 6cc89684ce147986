"""The text of an article in HTML: what it becomes, and what it can never become."""

from __future__ import annotations

import re
from dataclasses import dataclass
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st
from sqlalchemy import select, update

from domain import rerendering, search
from domain.rendering import articles, cleaning, pullquotes, words
from domain.rendering import comments as comment_rendering
from models import ArticleBody, Comment, Page, PullQuote
from models.database import db, writing
from settings import Settings
from tests.cast import Cast
from tests.conftest import refuse_unsafe

from .newsdesk import Newsdesk, article

DIGEST = "0123456789abcdef01234567"


@dataclass(frozen=True)
class Shown:
    """A picture that stands ready."""

    digest: str = DIGEST
    width: int = 1000
    height: int = 625
    widths: tuple[int, ...] = (480, 960)


def html(markdown: str, **pictures: Any) -> str:
    return articles.render(markdown, pictures).html


@pytest.mark.parametrize(
    ("markdown", "expected"),
    [
        ("*a* **b** `c` ~~d~~", "<p><em>a</em> <strong>b</strong> <code>c</code> <del>d</del></p>"),
        ("a  \nb", "<p>a<br>\nb</p>"),
        ("# One", '<h2 id="text-one">One</h2>'),
        ("##### Five", '<h4 id="text-five">Five</h4>'),
        ("## Café *crème*", '<h2 id="text-cafe-creme">Café <em>crème</em></h2>'),
        ("## שלום", '<h2 id="text-שלום">שלום</h2>'),
        ("## !", '<h2 id="text-heading">!</h2>'),
        ("- a\n- b", "<ul>\n<li>a</li>\n<li>b</li>\n</ul>"),
        ("7. a", '<ol start="7">\n<li>a</li>\n</ol>'),
        ("***", "<hr>"),
        ("> a", "<blockquote>\n<p>a</p>\n</blockquote>"),
        ("```html\n<b>\n```", "<pre><code>&lt;b&gt;\n</code></pre>"),
        (
            "<b>a</b> <script>b</script>",
            "<p>&lt;b&gt;a&lt;/b&gt; &lt;script&gt;b&lt;/script&gt;</p>",
        ),
        ("<div onclick=x>\n\na", "<p>&lt;div onclick=x&gt;</p>\n<p>a</p>"),
        ('Straight "quotes" -- and (c)', '<p>Straight "quotes" -- and (c)</p>'),
        ("https://example.org", "<p>https://example.org</p>"),
    ],
)
def test_markdown_becomes(markdown: str, expected: str) -> None:
    assert html(markdown) == expected


def test_equal_headings_have_different_ids() -> None:
    found = re.findall(r'id="([^"]*)"', html("# A\n\n## A\n\n### A"))
    assert found == ["text-a", "text-a-2", "text-a-3"]


@pytest.mark.parametrize(
    ("href", "expected"),
    [
        (
            "https://example.org/a?b=c&d",
            '<a href="https://example.org/a?b=c&amp;d" rel="noopener">x</a>',
        ),
        ("HTTP://example.org", '<a href="HTTP://example.org" rel="noopener">x</a>'),
        ("/articles/lamp", '<a href="/articles/lamp">x</a>'),
        ("/search?q=a#b", '<a href="/search?q=a#b">x</a>'),
        ("#nowhere", '<a href="#nowhere">x</a>'),
        ("#a-heading", '<a href="#text-a-heading">x</a>'),
        ("mailto:a@example.org", '<a href="mailto:a@example.org">x</a>'),
        ("//evil.example", "x"),
        ("/\\\\evil.example", '<a href="/%5Cevil.example">x</a>'),
        ("lamp.md", "x"),
        ("?q=a", "x"),
        ("tel:123", "x"),
        ("ftp://example.org", "x"),
        ("https:///example.org", "x"),
    ],
)
def test_a_link_leads_to_where_a_reader_can_go(href: str, expected: str) -> None:
    rendered = articles.render(f"[x](<{href}>)\n\n## A heading")
    assert rendered.html.partition("\n")[0] == f"<p>{expected}</p>"
    assert [link.address for link in rendered.lost_links] == ([href] if expected == "x" else [])


@pytest.mark.parametrize(
    "href", ["javascript:alert(1)", "vbscript:x", "data:text/html,x", "file:///x"]
)
def test_a_link_that_runs_something_is_shown_as_typed(href: str) -> None:
    assert "<a" not in html(f"[x]({href})")


def test_the_line_of_a_lost_link_is_known() -> None:
    assert articles.render("a\n\nb [c](d.md)").lost_links[0].line == 2


def test_a_picture_of_ours_comes_in_its_widths() -> None:
    file = f"/media/{DIGEST}"
    assert html('![A "lamp"](a.png "Lit <b>.")', **{"a.png": Shown()}) == (
        f'<figure><img src="{file}-960.webp" srcset="{file}-480.webp 480w, {file}-960.webp 960w"'
        f' sizes="{articles.figures.IN_TEXT}" alt="A &quot;lamp&quot;" width="1000" height="625"'
        ' loading="lazy" decoding="async"><figcaption>Lit &lt;b&gt;.</figcaption></figure>'
    )


def test_a_small_picture_has_one_width() -> None:
    made = html("![](a.png)", **{"a.png": Shown(width=300, widths=(300,))})
    assert f'src="/media/{DIGEST}-300.webp"' in made
    assert 'alt=""' in made


def test_a_picture_among_words_has_no_caption() -> None:
    made = html('Look: ![A lamp](a.png "Lit.")', **{"a.png": Shown()})
    assert made.startswith("<p>Look: <img")
    assert "Lit." not in made


def test_of_a_picture_that_is_not_ours_the_words_are_kept() -> None:
    assert html("![A lamp](gone.png)") == "<p><em>A lamp</em></p>"
    assert html("![](gone.png)") == "<p></p>"
    link = '<a href="https://example.org/a.png" rel="noopener">A lamp</a>'
    assert html("![A lamp](https://example.org/a.png)") == f"<p>{link}</p>"


def test_only_pictures_beside_the_text_are_asked_for() -> None:
    manuscript = articles.Manuscript(
        "![a](a%20b.png)\n\n![c](https://example.org/c.png)\n\n![d](d.png)"
    )
    assert [(p.address, p.line) for p in manuscript.pictures] == [("a b.png", 0), ("d.png", 4)]


def test_a_table_can_be_scrolled_and_is_called_after_its_columns() -> None:
    made = html('|Year|"Lamps" <lit>|\n|-|-:|\n|1850|3|')
    assert made.startswith(
        '<div class="table-scroll" role="region"'
        ' aria-label="Year, &quot;Lamps&quot; &lt;lit&gt;" tabindex="0"><table>'
    )
    assert made.endswith("</tbody>\n</table></div>")
    assert "style" not in made
    assert 'aria-label="Table"' in html("||\n|-|\n|a|")


def test_a_table_without_rows_does_not_swallow_the_next() -> None:
    made = html("|a|\n|-|\n\nBetween.\n\n|b|\n|-|\n|c|")
    assert made.count('<div class="table-scroll"') == made.count("</div>") == 2
    assert "</div>\n<p>Between.</p>\n<div" in made


SAID = (
    "Nobody asked who had lit the lamp in the window, and nobody put it out, for it was the only"
    " light on that side of the valley."
)
CASES = {
    "verbatim": ("the only light on that side of the valley", []),
    "without what follows in the sentence": ("Nobody asked who had lit the lamp in the window", []),
    "in quotation marks": ("“nobody put it out”", []),
    "on two lines": ("nobody put\n> it out", []),
    "with another apostrophe": ("nobody put it out, for it was the only", []),
    "closed with a full stop": (
        "Nobody asked who had lit the lamp.",
        [[" ", "Nobody asked who had lit the"], ["-", "lamp"], ["+", "lamp."]],
    ),
    "with a capital": (
        "It was the only light on that side of the valley.",
        [["-", "it"], ["+", "It"], [" ", "was the only light on that side of the valley."]],
    ),
    "with words left out": (
        "Nobody asked who had lit the lamp, and nobody put it out",
        [
            [" ", "Nobody asked who had lit the"],
            ["-", "lamp in the window,"],
            ["+", "lamp,"],
            [" ", "and nobody put it out"],
        ],
    ),
    "with a word put in": (
        "nobody ever put it out, for it was the only light",
        [[" ", "nobody"], ["+", "ever"], [" ", "put it out, for it was the only light"]],
    ),
    "foreign": ("A watched lamp never burns, said the keeper of the other lighthouse", None),
    "of the same common words": (
        "It was on that day in the lamp for the first who had a side",
        None,
    ),
    "in another order": ("valley the of side that on light only the was it", None),
    "half of it foreign": ("the only light on that day we had all been hoping to see", None),
}


@pytest.mark.parametrize("case", CASES)
def test_a_pull_quote_is_known_by_its_words(case: str) -> None:
    quotation, difference = CASES[case]
    rendered = articles.render(f"{SAID}\n\n> {quotation}\n>\n> — Ines Okafor, keeper\n")
    if difference is None:
        assert rendered.pull_quotes == []
        assert "<p>— Ines Okafor, keeper</p>\n</blockquote>" in rendered.html
        assert quotation in rendered.plain
        return
    (found,) = rendered.pull_quotes
    said = quotation.replace("\n> ", " ")
    assert (found.text, found.who, found.role) == (said, "Ines Okafor", "keeper")
    assert found.difference == (difference or None)
    typed = quotation.replace("> ", "")
    assert rendered.html.endswith(
        f'<figure class="pull">\n<blockquote>\n<p>{typed}</p>\n</blockquote>\n'
        "<figcaption>Ines Okafor, <span>keeper</span></figcaption>\n</figure>"
    )
    assert rendered.plain == SAID


def quoted(*lines: str) -> list[pullquotes.Quotation]:
    return list(
        articles.render(f"{SAID}\n\n" + "\n".join(f"> {line}" for line in lines)).pull_quotes
    )


@pytest.mark.parametrize(
    ("line", "who", "role"),
    [
        ("— Ines Okafor", "Ines Okafor", ""),
        ("– Ines Okafor, keeper, Hull", "Ines Okafor", "keeper, Hull"),
        ("-- *Ines* Okafor, _The Post_", "Ines Okafor", "The Post"),
        ("— סמירה חדאד, The Lamplighter", "סמירה חדאד", "The Lamplighter"),
    ],
)
def test_the_last_line_says_who(line: str, who: str, role: str) -> None:
    for lines in (("nobody put it out", "", line), ("nobody put it out", line)):
        (found,) = quoted(*lines)
        assert (found.text, found.who, found.role) == ("nobody put it out", who, role)


@pytest.mark.parametrize(
    "lines",
    [
        ("nobody put it out",),
        ("nobody put it out", "", "Ines Okafor, keeper"),
        ("— Ines Okafor",),
        ("nobody put it out", "", "- — Ines Okafor"),
        ("nobody put it out ![a](b.png)", "", "— Ines Okafor"),
        ("",),
        ("> nobody put it out", "> ", "> — Ines Okafor"),
    ],
)
def test_any_other_quotation_stays_plain(lines: tuple[str, ...]) -> None:
    assert quoted(*lines) == []


def test_a_quotation_in_a_list_is_no_pull_quote() -> None:
    assert articles.render(f"{SAID}\n\n- > nobody put it out\n  >\n  > — Ines").pull_quotes == []


def test_of_two_equal_quotations_one_stays_in_the_text() -> None:
    quotation = "> The lamp is lit and nobody asks.\n>\n> — Ines Okafor\n"
    rendered = articles.render(f"Before.\n\n{quotation}\nBetween.\n\n{quotation}")
    assert len(rendered.pull_quotes) == 1
    assert rendered.plain.count("nobody asks") == 1


def test_who_said_it_cannot_be_markup() -> None:
    rendered = articles.render(f"{SAID}\n\n> nobody put it out\n>\n> — `<b>` & Co, <i>")
    assert "<figcaption>&lt;b&gt; &amp; Co, <span>&lt;i&gt;</span></figcaption>" in rendered.html


def test_a_difference_fits_on_a_line() -> None:
    difference = [[" ", "one two three four five six seven eight"], ["-", "nine"], ["+", "ten"]]
    line = "one two three … six seven eight [-nine-] {+ten+}"
    assert pullquotes.in_words(difference) == line


def test_pull_quotes_are_said_once() -> None:
    made = html(
        f"{SAID}\n\n> nobody put it out\n>\n> — Ines\n\n![a](b.png)\n\nAfter.", **{"b.png": Shown()}
    )
    once = words.without_pull_quotes(made)
    assert "figcaption" not in once
    assert once.startswith(f"<p>{SAID}</p>")
    assert "<figure><img" in once
    assert once.endswith("<p>After.</p>")


def test_plain_words_have_no_markup_and_a_line_for_each_block() -> None:
    plain = words.plain(
        html("# A & B\n\nOne\ntwo *three*.\n\n- four\n- five  \n  six\n\n|a|b|\n|-|-|\n|c|d|")
    )
    assert plain.split("\n") == ["A & B", "One two three.", "four", "five six", "a", "b", "c", "d"]


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("", 0),
        ("a well-known reader’s lamp", 4),
        ("— … !", 0),
        ("שלום עולם", 2),
        ("1.5 million", 3),
    ],
)
def test_words_are_counted(text: str, count: int) -> None:
    assert words.count(text) == count


@pytest.mark.parametrize(("count", "minutes"), [(0, 1), (230, 1), (344, 1), (346, 2), (2300, 10)])
def test_nothing_is_read_in_no_time(count: int, minutes: int) -> None:
    assert words.minutes(count) == minutes


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
@hypothesis_settings(max_examples=400, deadline=None)
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
@hypothesis_settings(max_examples=400, deadline=None)
def test_the_last_guard_stands_by_itself(raw: str) -> None:
    """What Markdown never lets through is cleaned all the same."""
    hold_to_the_lists(cleaning.cleaned(raw))


def test_rendering_again_what_is_cleaned_changes_nothing() -> None:
    made = html(
        f"# A\n\n{SAID}\n\n> nobody put it out\n>\n> — Ines, keeper\n\n![a](a.png)",
        **{"a.png": Shown()},
    )
    assert cleaning.cleaned(made) == made


@pytest.fixture
def desk(app: Flask, settings: Settings, tmp_path: Path) -> Newsdesk:
    return Newsdesk(tmp_path / "content", settings.media)


def spoil(version: int) -> None:
    """As if older rules had rendered everything, and worse."""
    writing()
    db.execute(update(ArticleBody).values(html="old", plain="old", render_version=version))
    db.execute(update(Page).values(html="old", render_version=version))
    db.execute(update(Comment).values(html="old", render_version=version))
    db.execute(PullQuote.__table__.delete())  # type: ignore[attr-defined]
    db.commit()


def test_what_older_rules_rendered_is_rendered_again(
    desk: Newsdesk, cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rerendering, "BATCH", 2)
    desk.draw()
    desk.publish("name: Post\npages: {about: '# Title\n\n\n  Text.'}")
    text = f"{SAID} Zyzzyva.\n\n> nobody put it out\n>\n> — Ines\n\n![a](lamp.png)"
    for number in range(3):
        desk.write(f"{number}.md", title=f"Lamp {number}", text=text)
    desk.bring()
    before = [
        (b.html, b.plain) for b in db.scalars(select(ArticleBody).order_by(ArticleBody.article_id))
    ]
    cast.keep(
        Comment(
            article_id=article("lamp-0").id,
            reader_id=cast.ruth.id,
            thread=1,
            markdown="*Yes.*",
            html="old",
            render_version=comment_rendering.VERSION - 1,
        )
    )
    spoil(articles.VERSION - 1)
    assert rerendering.batches() == 2
    assert list(rerendering.articles()) == [2, 3]
    assert (rerendering.pages(), rerendering.conversation()) == (1, 1)
    db.expire_all()
    bodies = db.scalars(select(ArticleBody).order_by(ArticleBody.article_id)).all()
    assert [(body.html, body.plain) for body in bodies] == before
    assert {body.render_version for body in bodies} == {articles.VERSION}
    assert len(db.scalars(select(PullQuote)).all()) == 3
    assert db.scalars(select(Page.html)).all() == ["<p>Text.</p>"]
    assert "<em>Yes.</em>" in db.scalars(select(Comment.html)).one()
    assert len(search.find("zyzzyva").page.rows) == 3


def test_what_present_rules_rendered_is_left_alone_unless_all_is_asked_for(desk: Newsdesk) -> None:
    desk.write()
    desk.bring()
    spoil(articles.VERSION)
    assert list(rerendering.articles()) == []
    assert article("the-lamp").body.html == "old"
    rerendering.mark_all()
    assert list(rerendering.articles()) == [1]
    assert article("the-lamp").body.html.startswith("<p>A lamp stood")
