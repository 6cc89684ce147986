"""What moderators find on their desk: one of everything that they can decide about."""

from __future__ import annotations

from datetime import timedelta

from domain import appeals, comments, decisions, reports
from domain.decisions import Act, Verdict
from models import Article, Comment, Reader, now
from models.database import db, writing

Ids = dict[str, int]


def before_moderators(people: dict[str, Reader], on: Article) -> Ids:
    """A conversation with a case of each kind; returns the numbers that states ask for."""
    nour, liat, mira, dara = (people[name] for name in ("nour", "liat", "mira", "dara"))
    new = comments.post(liat, on, "A new thought about *one* lamp, which nobody has read yet.")
    reported = comments.post(nour, on, "Buy my lamps, cheaply, at the shop of the century.")
    for each, note in ((people["ruth"], "He says so everywhere."), (people["yusuf"], "")):
        reports.make(each, reported, "spam", note)
    watched = comments.post(liat, on, "A thought that is held, with an odd word in it: grumbold.")
    _hold(watched)
    hidden, removed, kind, closed = (comments.post(nour, on, f"Number {n}.") for n in range(4))
    put_away = _decide(mira, hidden, Act.HIDE, note="The second time this week.")
    taken = _decide(mira, removed, Act.REMOVE, sentence="Please argue with the article.")
    _decide(dara, closed, Act.CLOSE)
    appeal = appeals.make(nour, taken, "I meant the lamp, not the man. Please read it once more.")
    warned = _warn(mira, nour)
    db.commit()
    return {
        "new": new.id,
        "reported": reported.id,
        "waiting": watched.id,
        "hidden": hidden.id,
        "removed": removed.id,
        "kind": kind.id,
        "put_away": put_away.id,
        "taken": taken.id,
        "appeal": appeal.id,
        "warned": warned.id,
        **{name: person.id for name, person in people.items()},
    }


def _hold(comment: Comment) -> None:
    from domain.comments import counting

    writing()
    article = db.get_one(Article, comment.article_id)
    counting.hold(comment, article, "suspect")


def _decide(by: Reader, comment: Comment, act: Act, **words: str) -> decisions.Decision:
    done = decisions.decide(by, comment, Verdict(act, "attack", **words), seen=comment.turns)
    db.commit()
    return done


def _warn(by: Reader, whom: Reader) -> decisions.Decision:
    words = "Twice in a week is too often."
    done = decisions.sanction(by, whom, Verdict(Act.WARN, "spam", words), seen=whom.standing)
    assert done.at <= now() + timedelta(seconds=1)
    return done
