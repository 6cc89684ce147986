"""What moderators decide: about a comment, about a person, and what is said and undone of it."""

from domain.bans import mark_of_address, mark_of_browser
from models import ON_PEOPLE, Act, Decision, Reason

from .articles import hold as hold_article
from .deciding import ON_COMMENTS, Verdict, approve, decide, decide_all, since
from .listing import Line, about, about_person, just_done, log
from .sanctioning import LONGEST, recognise, sanction
from .telling import told_of
from .undoing import may_undo, undo

__all__ = [
    "LONGEST",
    "ON_COMMENTS",
    "ON_PEOPLE",
    "Act",
    "Decision",
    "Line",
    "Reason",
    "Verdict",
    "about",
    "about_person",
    "approve",
    "decide",
    "decide_all",
    "hold_article",
    "just_done",
    "log",
    "mark_of_address",
    "mark_of_browser",
    "may_undo",
    "recognise",
    "sanction",
    "since",
    "told_of",
    "undo",
]
