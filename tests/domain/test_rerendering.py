"""What older rules rendered is rendered again."""

from __future__ import annotations

import pytest
from sqlalchemy import select, update

from domain import rerendering, search
from domain.rendering import articles
from domain.rendering import comments as comment_rendering
from models import ArticleBody, Comment, Page, PullQuote
from models.database import db, writing
from tests.cast import Cast

from .manuscripts import SAID
from .newsdesk import Newsdesk, article


def spoil(version: int) -> None:
    """As if older rules had rendered everything, and worse."""
    writing()
    db.execute(update(ArticleBody).values(html="old", plain="old", render_version=version))
    db.execute(update(Page).values(html="old", render_version=version))
    db.execute(update(Comment).values(html="old", render_version=version))
    for article_id in db.scalars(select(ArticleBody.article_id)).all():
        search.forget(article_id)
    db.execute(PullQuote.__table__.delete())  # type: ignore[attr-defined]
    db.commit()


@pytest.mark.both_engines
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
