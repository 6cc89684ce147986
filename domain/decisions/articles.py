"""Having what is said under one article read first."""

from __future__ import annotations

from domain import permissions
from domain.moderation import log
from models import Act, Article, Person
from models.database import db, writing


def hold(by: Person, article: Article, *, holds: bool) -> None:
    """Have comments under `article` read before they are seen, or no longer. Twice is as once."""
    permissions.require(by, "article.hold", article)
    number = article.id
    writing()
    article = db.get_one(Article, number, populate_existing=True, with_for_update=True)
    if article.holds == holds:
        return
    article.holds = holds
    act = Act.HOLD_ARTICLE if holds else Act.RELEASE_ARTICLE
    before, after = {"holds": not holds}, {"holds": holds}
    log.write(act, by=by, article_id=number, before=before, after=after)
    db.flush()
