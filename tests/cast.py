"""The cast: one name for each person, so that a test reads as a story.

Ruth reads and comments. Yusuf is the other reader. Nour is nobody's friend. Mira moderates. Dara
edits. Ines writes. Nobody else has a name here.
"""

from __future__ import annotations

from datetime import timedelta
from functools import cache, cached_property
from typing import Any

from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import update

from domain import comments, passwords, search
from models import (
    STAFF,
    Article,
    ArticleAddress,
    ArticleAuthor,
    ArticleBody,
    ArticleTopic,
    Authenticator,
    Author,
    Comment,
    Login,
    Publication,
    Reader,
    Role,
    Section,
    Topic,
    now,
)
from models.database import db, writing

PASSWORD = "a lamp in every window"


@cache
def hash_of_password() -> str:
    """The hash of the password of all tests, computed once: it is slow on purpose."""
    return passwords.hashed(PASSWORD)


class Cast:
    """Makes people and articles when they are first named; all are committed."""

    def __init__(self, app: Flask) -> None:
        self.app = app
        self._articles = 0
        self._comments = 0
        self.publication  # noqa: B018 (there is always one)

    @cached_property
    def publication(self) -> Publication:
        """The Evening Post, with one section."""
        return self.keep(
            Publication(
                name="The Evening Post",
                strapline="Read by lamplight",
                language="en-GB",
                timezone="Europe/London",
                sections=[{"name": "World", "slug": "world"}],
                follow=[],
                pages=[{"title": "About", "slug": "about"}],
                comments={},
                lead=[],
            )
        )

    def keep(self, row: Any) -> Any:
        """Add `row` to the database and commit."""
        writing()
        db.add(row)
        db.commit()
        return row

    def person(self, name: str, role: Role = Role.READER, **facts: Any) -> Reader:
        """A reader with the password of all tests."""
        address = f"{name.split()[0].lower()}@example.org"
        hashed = hash_of_password()
        return self.keep(
            Reader(name=name, address=address, password_hash=hashed, role=role, **facts)
        )

    def with_app(self, *people: Reader) -> None:
        """They have an authenticator app, without which the role of staff opens nothing."""
        for each in people:
            self.keep(Authenticator(reader_id=each.id, sealed_secret="", confirmed_at=now()))

    @cached_property
    def ruth(self) -> Reader:
        """Reads and comments."""
        return self.person("Ruth Adler")

    @cached_property
    def yusuf(self) -> Reader:
        """The other reader."""
        return self.person("Yusuf Demir")

    @cached_property
    def nour(self) -> Reader:
        """Nobody's friend."""
        return self.person("Nour Grim")

    @cached_property
    def mira(self) -> Reader:
        """Moderates."""
        return self.person("Mira Costa", Role.MODERATOR)

    @cached_property
    def dara(self) -> Reader:
        """Edits."""
        return self.person("Dara Quill", Role.EDITOR)

    @cached_property
    def ines(self) -> Reader:
        """Writes: the account behind the author Ines Okafor."""
        reader = self.person("Ines Okafor", Role.WRITER)
        author = self.author
        writing()
        author.reader_id = reader.id
        db.commit()
        return reader

    @cached_property
    def author(self) -> Author:
        """Ines Okafor as a byline."""
        return self.keep(Author(slug="ines-okafor", name="Ines Okafor", biography="Writes."))

    @cached_property
    def world(self) -> Section:
        """The section World."""
        return self.keep(Section(slug="world", name="World"))

    @cached_property
    def lamps(self) -> Topic:
        """The topic Lamps."""
        return self.keep(Topic(slug="lamps", name="Lamps", folded="lamps"))

    @cached_property
    def article(self) -> Article:
        """An article, published yesterday, open to comments."""
        return self.another("The lamp in the window")

    def gathered(self) -> Cast:
        """Everybody is there, and the article, all part of the unit of work that begins."""
        people = self.ruth, self.yusuf, self.nour, self.mira, self.dara, self.ines
        db.add_all((self.publication, self.article, self.author, *people))
        return self

    def another(self, title: str = "", **facts: Any) -> Article:
        """One more article, each an hour older than the one before."""
        self._articles += 1
        title = title or f"Article {self._articles}"
        slug = facts.pop("slug", title.lower().replace(" ", "-"))
        text = facts.pop("text", f"<p>The text of {title}, which ends with the word zyzzyva.</p>")
        facts.setdefault("published_at", now() - timedelta(days=1, hours=self._articles))
        facts.setdefault("standfirst", "A standfirst of one sentence.")
        author, topic = self.author, self.lamps
        by = [{"name": author.name, "slug": author.slug, "kind": "person"}]
        facts.setdefault("byline", by)
        article = Article(
            slug=slug,
            title=title,
            section_id=self.world.id,
            body=ArticleBody(markdown="", html=text, plain=text, render_version=1),
            addresses=[ArticleAddress(slug=slug)],
            **facts,
        )
        writing()
        db.add(article)
        db.flush()
        db.add(ArticleAuthor(article_id=article.id, author_id=author.id))
        db.add(ArticleTopic(article_id=article.id, topic_id=topic.id))
        search.index(article.id)
        db.commit()
        return article

    def comment(self, by: Reader, on: Article | Comment, text: str = "", **facts: Any) -> Comment:
        """What `by` said about an article, or in answer to a comment."""
        self._comments += 1
        article = on if isinstance(on, Article) else db.get_one(Article, on.article_id)
        facts.setdefault("in_reply_to", on.id if isinstance(on, Comment) else None)
        text = text or f"Remark number {self._comments}."
        said = comments.post(by, article, text, key=f"cast {self._comments}", **facts)
        db.commit()
        return said

    def log_in(self, client: FlaskClient, reader: Reader) -> FlaskClient:
        """Log `reader` in on `client`; staff has shown what their role asks for."""
        form = {"email": reader.address, "password": PASSWORD}
        response = client.post("/login", data=form)
        assert response.status_code == 303, response.status
        if reader.role in STAFF:
            writing()
            db.execute(update(Login).where(Login.reader_id == reader.id).values(proved_at=now()))
            db.commit()
        return client
