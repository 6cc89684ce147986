"""The text of an article in HTML: what Markdown becomes."""

from __future__ import annotations

import re

import pytest

from domain.rendering import articles, words

from .manuscripts import DIGEST, Shown, html


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
