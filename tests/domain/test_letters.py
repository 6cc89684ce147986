"""Letters: to whom, in whose name, with which link, and nothing smuggled into their headers."""

from __future__ import annotations

import re
from datetime import timedelta
from email.message import EmailMessage
from pathlib import Path

import pytest
from sqlalchemy import select

from domain import confirmation, jobs, letters, readers, recovery, second_factor, tokens
from domain.letters.writers import WRITERS
from domain.letters.writing import Letter, message, one_line
from models import Job, JobStatus, Replies, Token, TokenKind, now
from models.database import db, writing
from settings import Settings

from ..cast import PASSWORD, Cast
from ..postbox import Postbox, link_of, words_of

pytestmark = pytest.mark.usefixtures("app")

TEMPLATES = Path(__file__).resolve().parents[2] / "templates" / "letters"
ANSWER = {
    "name": "Yusuf Demir",
    "title": "The lamp in the window",
    "words": "I saw it too, and a good while before the others came to look at it from the street.",
    "link": "http://localhost/comments/7",
}
FACTS = {
    "subject": "Your account",
    "what": "a passkey was added",
    "link": "http://localhost/x/abc",
    "lasts": "an hour",
    "replies": [ANSWER, ANSWER],
    "more": 3,
    "notices": "http://localhost/account/notices",
    "unsubscribe": "http://localhost/unsubscribe/7-abc",
}
NAMES = sorted(p.stem for p in TEMPLATES.glob("*.txt") if p.stem not in {"letter", "ending"})
OTHER_SECRET = "another-secret-that-is-just-as-long-as-it-must-be"


@pytest.fixture
def postbox(cast: Cast) -> Postbox:
    """Where the letters of a test land."""
    assert cast.publication
    return Postbox()


def registered(address: str = "ruth@example.org") -> int:
    made = readers.register("Ruth Adler", address, PASSWORD, {})
    db.commit()
    return made.id


def written(letter: Letter, postbox: Postbox) -> EmailMessage:
    return message(letter, postbox.office, "<1.n@example.org>", now())


@pytest.mark.parametrize("name", NAMES)
def test_every_letter_is_in_the_publications_name_as_text_and_as_html(
    postbox: Postbox, name: str
) -> None:
    letter = written(Letter("ruth@example.org", name, FACTS), postbox)
    assert letter["From"] == "The Evening Post <post@example.org>"
    assert letter["Auto-Submitted"] == "auto-generated"
    assert 5 < len(letter["Subject"]) < 60
    for kind in ("plain", "html"):
        assert "The Evening Post" in words_of(letter, kind)
        assert "Read by lamplight" in words_of(letter, kind)
    text, html = words_of(letter), words_of(letter, "html")
    assert max(len(line) for line in text.splitlines() if "http" not in line) <= 72
    assert "{" not in text + html
    shown = html.partition("<body>")[2].replace("<wbr>", "")
    told = re.sub(r"<[^>]*>", " ", shown).replace("&#39;", "'")
    assert told.split() == f"{letter['Subject']} {text}".split(), "one text, twice"


def test_every_letter_that_is_written_has_its_template() -> None:
    assert len(NAMES) == 14
    assert set(WRITERS) == {
        "registered",
        "forgotten",
        "new_address",
        "address_changed",
        "password_changed",
        "decided",
        "reply",
        "digest",
        "leaving",
        "staying",
        "left",
        "access_changed",
    }


def test_a_new_account_is_sent_a_link_that_stays_a_secret(postbox: Postbox) -> None:
    registered()
    (letter,) = postbox.empty()
    assert letter["To"] == "ruth@example.org"
    path = link_of(letter)
    secret = path.removeprefix("/confirm-email/")
    assert len(secret) >= 40
    (token,) = db.scalars(select(Token))
    assert secret not in (token.secret_hash, "")
    assert token.kind is TokenKind.CONFIRM
    assert abs(token.expires_at - now() - timedelta(days=3)) < timedelta(minutes=1)
    assert "within 3 days" in words_of(letter)
    assert "Ruth Adler" not in words_of(letter), "nobody has us write their words to strangers"


def test_the_owner_of_a_known_address_is_told(postbox: Postbox, cast: Cast) -> None:
    cast.person("Ruth Adler", confirmed_address="ruth@example.org")
    registered("RUTH@example.org")
    (letter,) = postbox.empty()
    assert letter["To"] == "ruth@example.org"
    assert "You have an account already" in letter["Subject"]
    assert "confirm-email" not in words_of(letter)
    assert db.scalars(select(Token)).all() == []


def test_a_letter_that_has_come_too_late_is_not_sent(postbox: Postbox) -> None:
    id = registered()
    writing()
    ruth = db.get_one(readers.Reader, id)
    ruth.confirmed_address = ruth.address
    db.commit()
    assert postbox.empty() == []
    assert db.scalars(select(Job)).all() == []


def test_a_letter_that_is_sent_twice_is_the_same_letter(postbox: Postbox) -> None:
    registered()
    job = jobs.claim({letters.KIND})
    assert job
    for _ in range(2):
        postbox.office.deliver(job)
    one, two = postbox.taken
    assert one["Message-ID"] == two["Message-ID"]
    assert one["Date"] == two["Date"]
    assert link_of(one) == link_of(two)
    assert len(db.scalars(select(Token)).all()) == 1


def test_a_link_that_was_used_is_not_sent_again(postbox: Postbox) -> None:
    registered()
    job = jobs.claim({letters.KIND})
    assert job
    postbox.office.deliver(job)
    tokens.spend([TokenKind.CONFIRM], link_of(postbox.taken[0]).removeprefix("/confirm-email/"))
    db.commit()
    postbox.office.deliver(job)
    assert len(postbox.taken) == 1


def test_a_link_stays_the_same_while_the_secret_of_the_site_is_changed(
    cast: Cast, postbox: Postbox
) -> None:
    facts = TokenKind.RESET, cast.ruth, "ruth@example.org", "nonce"
    before = tokens.make(*facts, ["old"])
    assert tokens.make(*facts, ["new", "old"]) == before
    assert tokens.make(*facts, ["new"]) != before


def test_whoever_waits_for_a_letter_has_it_before_those_who_do_not(cast: Cast) -> None:
    """However long those have waited: a digest of ten thousand readers holds up no log in."""
    ruth, yusuf = cast.gathered().ruth, cast.yusuf
    writing()
    for each, how in ((ruth, Replies.DAILY), (yusuf, Replies.AT_ONCE)):
        each.confirmed_address, each.replies = each.address, how
    db.commit()
    for by, whom in ((yusuf, ruth), (ruth, yusuf)):
        cast.comment(by, cast.comment(whom, cast.article))
    writing()
    for job in db.scalars(select(Job)):
        job.run_at -= timedelta(days=2)
    db.commit()
    second_factor.gained(ruth, "passkey-added")
    recovery.ask("nour@example.org")
    confirmation.ask_for(ruth, PASSWORD, "omar@example.org")
    confirmation.ask_again(cast.nour)
    readers.register("Omar Late", "omar@example.org", PASSWORD, {})
    db.commit()
    order = []
    while job := jobs.claim({letters.KIND}):
        order.append(job.payload["letter"])
    assert order == [
        *("forgotten", "new_address", "registered", "registered"),
        *("reply", "access_changed", "digest"),
    ]


@pytest.mark.parametrize("smuggled", ["\r\nBcc: all@example.org", "\nX: y", "\u2028X: y", "\x1f"])
def test_nothing_is_smuggled_into_a_header(postbox: Postbox, cast: Cast, smuggled: str) -> None:
    publication = cast.publication
    writing()
    publication.name = f"The Evening{smuggled} Post"
    db.commit()
    letter = written(
        Letter("ruth@example.org", "known", headers={"List-Id": f"a{smuggled}"}), postbox
    )
    raw = letter.as_bytes().decode()
    head = raw.partition("\r\n\r\n")[0]
    assert not re.search(r"^(Bcc|X):", head, re.MULTILINE | re.IGNORECASE)
    assert letter["From"].addresses[0].addr_spec == "post@example.org"
    assert {name.lower() for name in letter} == {
        *("from", "to", "subject", "date", "message-id", "auto-submitted", "list-id"),
        *("mime-version", "content-type"),
    }
    told = ANSWER | {"name": f"Yusuf{smuggled}", "title": f"The lamp{smuggled}"}
    for name in ("reply", "digest"):
        facts = FACTS | {"replies": [told]}
        raw = written(Letter("ruth@example.org", name, facts), postbox).as_bytes().decode()
        assert not re.search(r"^(Bcc|X):", raw.partition("\r\n\r\n")[0], re.MULTILINE)
    with pytest.raises(jobs.Hopeless):
        written(Letter(f"ruth@example.org{smuggled}", "known"), postbox)
    with pytest.raises(jobs.Hopeless):
        written(Letter(f"ruth{smuggled}@example.org", "known"), postbox)


def test_a_line_is_one_line() -> None:
    assert one_line(" The \r\n Evening\u2028Post\x7f ") == "The Evening Post"
    assert one_line("מגדלור") == "מגדלור"


def test_a_domain_is_written_as_mail_servers_know_it(postbox: Postbox) -> None:
    letter = written(Letter("ruth@bücher.example", "known"), postbox)
    assert letter["To"] == "ruth@xn--bcher-kva.example"


def test_names_are_no_markup(postbox: Postbox, cast: Cast) -> None:
    publication = cast.publication
    writing()
    publication.name = "<b>Post</b> & Co"
    db.commit()
    html = words_of(written(Letter("ruth@example.org", "known"), postbox), "html")
    assert "<b>" not in html
    assert "&lt;b&gt;Post&lt;/b&gt; &amp; Co" in html


def test_an_address_that_cannot_be_is_dead_at_once(postbox: Postbox) -> None:
    letters.queue("address_changed", {"to": "ruth"})
    db.commit()
    assert postbox.empty() == []
    (job,) = db.scalars(select(Job))
    assert job.status is JobStatus.DEAD


def test_who_writes_is_a_setting() -> None:
    assert Settings(url="https://example.org").sender == "lectern@example.org"
    assert Settings(mail_from="post@example.org").sender == "post@example.org"
