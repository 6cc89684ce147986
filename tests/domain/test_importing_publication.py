"""`publication.yml`: what it decides, what it renames, and what is wrong in it."""

from __future__ import annotations

import pytest
from sqlalchemy import func, select

from domain import authors, importing, publication
from domain.importing import Fate
from models import Author, AuthorKind, Page, Section
from models.database import db, writing
from tests.cast import Cast

from .newsdesk import Newsdesk, article

WHOLE = """
    name: The Evening Post
    strapline: Read by lamplight
    language: en-GB
    timezone: Europe/London
    accent: "#135f8f"
    logo: logo.png
    sections:
      - World
      - {name: Ideas, description: Essays.}
    lead: [the-lamp]
    authors:
      - name: Ines Okafor
        biography: Writes about lamps.
        account: ruth@example.org
      - {name: The Night Shift, kind: desk}
    pages:
      about: |
        # About the Post

        We are *awake*.
      community rules: Be kind.
    follow:
      - {network: Mastodon, address: "https://social.example/@post"}
    newsletter: {words: Once a month., address: "mailto:post@example.org"}
    acknowledgement: >-
      We read by
      borrowed light.
    comments: {hold_first: 2}
"""


def test_everything_that_the_file_says_holds(desk: Newsdesk) -> None:
    desk.draw("logo.png", (300, 100))
    desk.publish(WHOLE)
    desk.write()
    report = desk.bring()
    assert report.counts == "1 new, 0 changed, 0 unchanged, 0 wrong"
    site = publication.current()
    assert (site.name, site.strapline) == ("The Evening Post", "Read by lamplight")
    assert (site.language, site.timezone, site.accent) == ("en-GB", "Europe/London", "#135f8f")
    assert site.sections == [{"name": "World", "slug": "world"}, {"name": "Ideas", "slug": "ideas"}]
    assert site.lead == ["the-lamp"]
    assert site.follow == [{"network": "Mastodon", "address": "https://social.example/@post"}]
    assert site.newsletter == {"words": "Once a month.", "address": "mailto:post@example.org"}
    assert site.acknowledgement == "We read by borrowed light."
    assert site.comments == {"hold_first": 2}
    assert db.scalar(select(Section.description).where(Section.slug == "ideas")) == "Essays."


def test_the_logo_stands_ready_as_a_picture(desk: Newsdesk) -> None:
    desk.draw("logo.png", (300, 100))
    desk.publish(WHOLE)
    desk.bring()
    logo = publication.current().logo
    assert logo
    assert (desk.media / logo.removeprefix("/media/")).is_file()
    desk.draw("logo.png", (310, 100))
    desk.bring()
    assert publication.current().logo != logo


def test_pages_are_rendered_and_listed_in_order(desk: Newsdesk) -> None:
    desk.publish(
        "name: Post\npages:\n  about: |\n    # About us\n\n    We are *awake*.\n  contact: Write."
    )
    desk.bring()
    assert publication.current().pages == [
        {"title": "About us", "slug": "about"},
        {"title": "Contact", "slug": "contact"},
    ]
    assert publication.page("about").html == "<p>We are <em>awake</em>.</p>"
    desk.publish("name: Post\npages: {community rules: Be kind.}")
    desk.bring()
    assert publication.current().pages == [{"title": "Community rules", "slug": "community-rules"}]
    assert db.scalars(select(Page.slug)).all() == ["community-rules"]


def test_what_is_unchanged_is_left_alone(desk: Newsdesk) -> None:
    desk.publish("name: Post")
    assert [o.fate for o in desk.bring().outcomes] == [Fate.NEW]
    assert [o.fate for o in desk.bring().outcomes] == [Fate.UNCHANGED]
    desk.publish("name: The Post")
    assert [o.fate for o in desk.bring().outcomes] == [Fate.CHANGED]


def test_sections_of_the_file_come_first_and_empty_ones_go(desk: Newsdesk) -> None:
    desk.publish("name: Post\nsections: [World, Ideas, Letters]")
    desk.write(section="Letters")
    desk.bring()
    desk.publish("name: Post\nsections: [Reading, World]")
    desk.bring()
    assert [s["name"] for s in publication.current().sections] == ["Reading", "World", "Letters"]


def test_a_renamed_section_keeps_its_address(desk: Newsdesk) -> None:
    desk.publish("name: Post\nsections: [World]")
    desk.write(section="World")
    desk.bring()
    desk.publish("name: Post\nsections: [{name: The world, slug: world}]")
    desk.bring()
    assert db.execute(select(Section.name, Section.slug)).all() == [("The world", "world")]
    assert article("the-lamp").section.name == "The world"


def test_a_renamed_author_signs_everything_anew(desk: Newsdesk) -> None:
    desk.write("a.md", title="One", more="authors: [Tom Vale, Ines Okafor]")
    desk.bring()
    desk.publish("name: Post\nauthors: [{name: Ines Vale, slug: ines-okafor}]")
    desk.bring()
    expected = [
        {"name": "Tom Vale", "slug": "tom-vale", "kind": "person"},
        {"name": "Ines Vale", "slug": "ines-okafor", "kind": "person"},
    ]
    assert article("one").byline == expected
    desk.write("b.md", title="Two", more="authors: [Ines Okafor, Ines Vale]")
    desk.bring()
    assert article("two").byline == expected[1:]
    assert db.scalar(select(func.count(Author.id))) == 2


def test_the_file_says_who_is_a_desk(desk: Newsdesk) -> None:
    desk.write(more="authors: [The Night Shift, Letters Desk]")
    desk.bring()
    desk.publish(
        "name: Post\nauthors:\n- {name: The Night Shift, kind: desk}\n"
        "- {name: Letters Desk, kind: person}\n"
    )
    desk.bring()
    kinds = dict(db.execute(select(Author.name, Author.kind)).all())
    assert kinds == {"The Night Shift": AuthorKind.DESK, "Letters Desk": AuthorKind.PERSON}
    assert [author["kind"] for author in article("the-lamp").byline] == ["desk", "person"]
    desk.publish("name: The Post\nauthors: [The Night Shift]")
    desk.bring()
    assert db.scalar(select(Author.kind).where(Author.slug == "the-night-shift")) == "desk"


def answering() -> int | None:
    return db.scalar(select(Author.reader_id).where(Author.slug == "ines-okafor"))


def test_an_account_answers_only_with_an_address_that_is_shown_to_be_its_own(
    desk: Newsdesk, cast: Cast
) -> None:
    desk.draw("logo.png")
    desk.publish(WHOLE)
    assert cast.ruth.confirmed_address is None
    desk.bring()
    assert answering() is None
    writing()
    cast.ruth.confirmed_address = "ruth@example.org"
    authors.bind_accounts()
    db.commit()
    assert answering() == cast.ruth.id
    desk.publish(WHOLE.replace("ruth@example.org", "yusuf@example.org"))
    desk.bring()
    assert answering() is None


def test_the_accounts_of_the_demo_answer_at_once(desk: Newsdesk, cast: Cast) -> None:
    reader = cast.person("Ruth Adler", is_demo=True)
    desk.draw("logo.png")
    desk.publish(WHOLE)
    desk.bring()
    assert answering() == reader.id


def test_a_lead_story_that_is_not_there_is_said(desk: Newsdesk) -> None:
    desk.publish("name: Post\nlead: [the-lamp, gone]")
    desk.write()
    desk.bring()
    assert importing.lost_leads() == ["gone"]


def test_a_link_to_nowhere_on_a_page_is_said(desk: Newsdesk) -> None:
    desk.publish("name: Post\npages:\n  about: See [there](about.md).")
    assert desk.notes() == ["publication.yml:3: pages.about: “about.md” leads nowhere."]


@pytest.mark.parametrize(
    ("more", "error"),
    [
        ("colour: red", "2: colour: This key is not known."),
        ("time zone: UTC", "2: time zone: This key is not known. Is “timezone” meant?"),
        ("timezone: Mars", "2: timezone: “Mars” is not a time zone, as in Europe/London."),
        ("timezone: ../etc/passwd", "2: timezone: “../etc/passwd” is not a time zone, as in"
         " Europe/London."),
        ("language: '!'", "2: language: “!” is not a language tag, as in en, pt-BR or zh-Hant."),
        ("accent: red", '2: accent: “red” is not a colour, as in "#8f2413" (in quotation marks).'),
        ("accent: #8f2413", '2: accent: A colour stands in quotation marks, as in "#8f2413".'),
        ("logo: gone.png", "2: logo: There is no picture “gone.png” beside the file."),
        ("sections: [World, world]", "2: sections: “world” stands here twice."),
        ("sections: [{name: a, colour: b}]", "2: sections.colour: This key is not known."),
        ("sections: ['!']", "2: sections.name: This cannot stand in an address."),
        ("authors: [{name: a, slug: A B}]", "2: authors.slug: This cannot stand in an address."),
        ("authors: [{name: a, kind: cat}]", "2: authors.kind: “cat” is not one of: person, desk."),
        ("authors: [{name: a, account: me}]", "2: authors.account: “me” is not an e-mail address."),
        ("authors: [{kind: desk}]", "2: authors.name: This is missing."),
        ("pages: {about: ''}", "2: pages.about: A page has a short name and a text."),
        ("pages: {about: [a]}", "2: pages.about: A text is wanted here, not a list and not keys."),
        ("pages: {About: a, about: b}", "2: pages: “About” stands here twice."),
        ("follow: [{network: a}]", "2: follow.address: This is missing."),
        ("follow: [{network: a, address: 'javascript:1'}]", "2: follow.address: Only addresses that"
         " begin with http:// or https:// are taken."),
        ("newsletter: monthly", "2: newsletter: Keys of its own are wanted here, one to a line"
         " below it."),
        ("comments: {hold_first: many}", "2: comments.hold_first: A whole number from 0 to 1000 is"
         " wanted here."),
        ("comments: {hold_first: -1}", "2: comments.hold_first: A whole number from 0 to 1000 is"
         " wanted here."),
        ("comments: {order: newest}", "2: comments.order: This key is not known."),
        ("comments: {mood: calm}", "2: comments.mood: This key is not known."),
    ],
)  # fmt: skip
def test_an_error_in_it_leaves_all_as_it_was(desk: Newsdesk, more: str, error: str) -> None:
    desk.publish("name: The Evening Post")
    desk.bring()
    desk.publish(f"name: Another\n{more}\n")
    desk.write()
    report = desk.bring()
    errors = [str(each).replace(f"{desk.folder}/", "") for each in report.errors]
    assert errors == [f"publication.yml:{error}"]
    assert report.counts == "1 new, 0 changed, 0 unchanged, 1 wrong"
    assert publication.current().name == "The Evening Post"


def test_a_publication_needs_a_name(desk: Newsdesk) -> None:
    desk.publish("strapline: x")
    assert desk.errors() == ["publication.yml:1: name: This is missing."]


def test_a_damaged_logo_is_an_error(desk: Newsdesk) -> None:
    whole = desk.draw("logo.png", (300, 100)).read_bytes()
    desk.put("logo.png", whole[:90])
    desk.publish("name: Post\nlogo: logo.png")
    assert desk.errors() == [
        "publication.yml:1: picture: The picture is damaged: it cannot be decoded."
    ]
