"""What is wrong in a file: said by file, line and key, with nothing of it stored."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st
from sqlalchemy import func, select

from domain.importing import frontmatter, urls
from domain.importing.report import Wrong
from domain.importing.sheet import Sheet
from models import Article, Author, Picture, Section, Topic
from models.database import db

from .newsdesk import Newsdesk

ERRORS = {
    "unknown: x": "5: unknown: This key is not known.",
    "tags: [x]": "5: tags: This key is not known. Is “topics” meant?",
    "date: 2024-01-01": "5: date: This key is not known. Is “published” meant?",
    "standfrist: x": "5: standfrist: This key is not known. Is “standfirst” meant?",
    "title: again": "5: title: This key stands here twice.",
    "updated: 2024-02-30": "5: updated: “2024-02-30” is not a day, as in 2024-03-28.",
    "updated: yesterday": "5: updated: “yesterday” is not a day or an instant,"
    " as in 2024-03-28 or 2024-03-28T09:30+11:00.",
    "updated: 0001-01-01": "5: updated: “0001-01-01” is not a day, as in 2024-03-28.",
    "updated: 2024-03-27": "5: updated: This is before the article was published.",
    "standfirst: [a, b]": "5: standfirst: A text is wanted here, not a list and not keys.",
    "authors: Ines": "5: authors: A list is wanted here, as in [one, two].",
    "authors: [{name: Ines}]": "5: authors: A text is wanted here, not a list and not keys.",
    "authors: ['…']": "5: authors: “…” has neither a letter nor a digit.",
    "topics: ['!', Lamps]": "5: topics: “!” has neither a letter nor a digit.",
    "image: lamp.png": "5: image: Keys of its own are wanted here, one to a line below it.",
    "image: {file: lamp.png}": '5: image.alt: Say what the picture shows, or write alt: "" where it'
    " only decorates.",
    "image: {alt: x, size: 3}": "5: image.size: This key is not known.",
    "image: {alt: x, file: ../secret.png}": "5: image.file: “../secret.png” lies outside of the"
    " folder that is imported.",
    "image: {alt: x, file: /etc/passwd}": "5: image.file: “/etc/passwd” lies outside of the folder"
    " that is imported.",
    "image: {alt: x, file: gone.png}": "5: image.file: There is no picture “gone.png” beside the"
    " file.",
    "image: {alt: x, file: words.png}": "5: image.file: This is no picture that can be shown: JPEG,"
    " PNG, WebP, GIF and AVIF are taken.",
    f"image: {{alt: x, file: {'x' * 400}}}": f"5: image.file: The picture “{'x' * 80}” cannot be"
    " read.",
    "image: {alt: x, file: link.png}": "5: image.file: “link.png” lies outside of the folder that"
    " is imported.",
    "comments: maybe": "5: comments: “maybe” is not one of: open, closed, off.",
    "language: english please": "5: language: “english please” is not a language tag, as in en,"
    " pt-BR or zh-Hant.",
    "slug: The Lamp": "5: slug: A slug has small letters, digits and single hyphens, at most 80."
    " Perhaps “the-lamp”?",
    "sources: [x]": "5: sources: Each entry of this list needs keys.",
    "sources: [{url: 'https://example.org'}]": "5: sources.title: This is missing.",
    "sources:\n  - title: a\n    url: 'javascript:alert(1)'": "7: sources.url: Only addresses that"
    " begin with http:// or https:// are taken.",
    "sources: [{title: a, url: 'http://127.0.0.1/'}]": "5: sources.url: “127.0.0.1” is an address"
    " of a private network, which readers cannot open.",
    "sources: [{title: a, date: 2024-13}]": "5: sources.date: “2024-13” is in no calendar.",
    "sources: [{title: a, date: soon}]": "5: sources.date: “soon” is not a year, a month or a day,"
    " as in 2024, 2024-03 or 2024-03-28.",
    "corrections: [{date: 2024-01-01}]": "5: corrections.text: This is missing.",
    "corrections: [{text: x}]": "5: corrections.date: This is missing.",
    "corrections: [{date: 2024-01-01, text: x, kind: lie}]": "5: corrections.kind: “lie” is not one"
    " of: correction, clarification, update.",
    "? [a]\n: b": "5: A key must be a word.",
    "standfirst: " + "x" * 1001: "5: standfirst: This has 1001 characters; at most 1000 are taken.",
    "topics: &t [a]\nauthors: *t": "6: “*t” refers elsewhere. Please write it out.",
    "topics: !!python/object:os.system [a]": "5: The tag"
    " “tag:yaml.org,2002:python/object:os.system” is not taken. Leave it out.",
    "topics: "
    + "[" * 20
    + "]" * 20: "5: Lists and keys are nested deeper than anything here needs.",
    "topics: [a": "6: This is not YAML: expected ',' or ']', but got '<stream end>'.",
    "standfirst: a\x07b": "5: There is a character here that YAML does not take (U+0007).",
}


@pytest.mark.parametrize("more", ERRORS)
def test_an_error_names_file_line_and_key(desk: Newsdesk, tmp_path: Path, more: str) -> None:
    desk.draw()
    desk.put("words.png", "these are words")
    outside = desk.draw("../outside.png")
    (desk.folder / "link.png").symlink_to(outside)
    desk.write("good.md", title="Good")
    desk.write("wrong.md", more=more)
    assert desk.errors() == [f"wrong.md:{ERRORS[more]}"]
    assert db.scalars(select(Article.slug)).all() == ["good"]


@pytest.mark.parametrize(
    ("content", "error"),
    [
        (
            "no front matter",
            "1: The file does not begin with front matter between two lines of “---”.",
        ),
        (
            "---\ntitle: x\n",
            "1: The file does not begin with front matter between two lines of “---”.",
        ),
        ("---\n---\ntext", "2: There is nothing in it."),
        ("---\n- a\n---\ntext", "2: Keys and values are wanted here."),
        ("---\nsection: World\n---\ntext", "2: title: This is missing."),
        ("---\ntitle:\n---\ntext", "2: title: This is missing."),
        ("---\ntitle: x\n---\n\n \n", "4: There is no text below the front matter."),
        (b"---\ntitle: x\n---\n\ncaf\xe9", "5: The file is not UTF-8 from here on."),
        (b"---\ntitle: x\n---\n\na\0b", "5: There is a NUL character, which no text has."),
        (b"---\ntitle: 'a\0b'\n---\n\nb", "2: There is a NUL character, which no text has."),
        (b"", "1: The file does not begin with front matter between two lines of “---”."),
        (
            b"---\ntitle: x\n---\n" + b"x" * 2 * 1024 * 1024,
            "1: The file has 2.0 MB; at most 2 MB are taken.",
        ),
        (
            "---\ntitle: x\n---\n\n![a](gone.png)",
            "5: picture: There is no picture “gone.png” beside the file.",
        ),
    ],
)
def test_a_file_as_a_whole_may_be_wrong(desk: Newsdesk, content: str | bytes, error: str) -> None:
    desk.put("wrong.md", content)
    assert desk.errors() == [f"wrong.md:{error}"]
    assert db.scalar(select(func.count(Article.id))) == 0


def test_every_error_of_a_file_is_said_at_once_in_order(desk: Newsdesk) -> None:
    desk.write(more="mood: calm\nupdated: never\nlanguage: '?'", title=None)
    assert [error.split(":")[1] for error in desk.errors()] == ["2", "4", "5", "6"]


def test_nothing_is_half_stored(desk: Newsdesk) -> None:
    desk.draw()
    desk.write(more="authors: [Ines]\ntopics: [Lamps]\nimage: {alt: a, file: lamp.png}\nmood: calm")
    desk.errors()
    for table in (Article, Author, Section, Topic, Picture):
        assert db.scalar(select(func.count(table.id))) == 0
    assert not desk.media.exists() or not any(desk.media.iterdir())


def test_marks_and_line_ends_of_other_systems_are_taken(desk: Newsdesk) -> None:
    content = "\ufeff---\ntitle: The lamp\nsection: World\n---\n\nOne.\n\nTwo.\n"
    desk.put("lamp.md", content.replace("\n", "\r\n"))
    assert desk.errors() == []
    desk.put("wrong.md", content.replace("title", "tilte").replace("\n", "\r\n"))
    assert "wrong.md:2: tilte: This key is not known. Is “title” meant?" in desk.errors()


def test_what_is_not_there_or_not_taken_is_said(desk: Newsdesk) -> None:
    desk.put("notes.txt", "notes")
    (desk.folder / "empty").mkdir()
    names = ["gone.md", "notes.txt", "empty"]
    assert desk.errors(*(desk.folder / name for name in names)) == [
        "gone.md:1: There is no such file.",
        "notes.txt:1: Only Markdown files (.md) and publication.yml are taken.",
        "empty:1: There is no Markdown file in this folder.",
    ]


def test_a_link_that_leads_nowhere_is_something_to_think_about(desk: Newsdesk) -> None:
    desk.write(text="See\n[the other](other.md) and [here](/about).")
    assert desk.notes() == [
        "lamp.md:7: link: “other.md” leads nowhere from here; its words were kept."
    ]


def test_outlets_that_the_sources_leave_out_are_asked_after(desk: Newsdesk) -> None:
    text = "She told the Washington Post that it was dark. “It was,” he wrote in The Guardian."
    desk.write(text=text, more="sources: [{title: Dark, outlet: Guardian}]")
    assert desk.notes() == [
        "lamp.md:5: sources: The text quotes Washington Post, which is not among the sources."
    ]


@pytest.mark.parametrize(
    "url",
    [
        "https://example.org",
        "http://example.org:8080/a?b=c#d",
        "https://bücher.example/ü",
        "https://8.8.8.8/",
        "https://sub_domain.example.org/",
    ],
)
def test_addresses_that_any_reader_can_open_are_taken(url: str) -> None:
    assert urls.public(url) == url


@pytest.mark.parametrize(
    "url",
    [
        "javascript:alert(1)",
        "JAVASCRIPT:alert(1)",
        "data:text/html,x",
        "ftp://example.org",
        "//example.org",
        "example.org",
        "https://",
        "https://localhost/",
        "https://LOCALHOST./",
        "https://intranet/",
        "https://printer.local/",
        "http://127.0.0.1/",
        "http://127.1/",
        "http://2130706433/",
        "http://0x7f000001/",
        "http://10.0.0.1/",
        "http://192.168.1.1/",
        "http://169.254.169.254/",
        "http://224.0.0.1/",
        "http://0.0.0.0/",
        "http://[::1]/",
        "http://[::ffff:127.0.0.1]/",
        "http://[fe80::1]/",
        "http://[::1/",
        "https://user:secret@example.org/",
        "https://user@example.org/",
        "https://example.org:port/",
        "https://example.org/a b",
        "https://example.org/\\evil",
        'https://example.org/"><b>',
        "https://-.-/",
        "https://999.999.999.999/",
        "https://example.org/" + "x" * 2000,
    ],
)
def test_addresses_that_readers_cannot_or_should_not_open_are_refused(url: str) -> None:
    with pytest.raises(ValueError, match=r"\w"):
        urls.public(url)


@pytest.mark.parametrize(
    "url", ["/about", "mailto:desk@example.org?subject=Hello", "https://a.example"]
)
def test_a_reader_may_follow_paths_of_ours_and_mail(url: str) -> None:
    assert urls.followed(url) == url


@pytest.mark.parametrize("url", ["//evil.example", "/\\evil.example", "mailto:nobody", "about"])
def test_nothing_else_is_followed(url: str) -> None:
    with pytest.raises(ValueError, match=r"\w"):
        urls.followed(url)


@given(st.binary(max_size=400), st.booleans())
@hypothesis_settings(max_examples=200, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_whatever_is_in_a_file_is_read_or_refused_in_words(noise: bytes, fenced: bool) -> None:
    raw = b"---\n" + noise + b"\n---\ntext" if fenced else noise
    sheet = Sheet("noise.md")
    said = sheet.errors
    try:
        frontmatter.document(raw, sheet).keys.done()
    except Wrong as wrong:
        said = wrong.errors
    assert all(error.line >= 1 for error in said)
    assert all(error.words for error in said)
