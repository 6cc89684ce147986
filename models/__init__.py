"""Nouns: the tables, their constraints, and plain facts about one row."""

from .appeals import Appeal, Outcome
from .articles import (
    Article,
    ArticleAddress,
    ArticleAuthor,
    ArticleBody,
    ArticleTopic,
    Correction,
    Discussion,
    PullQuote,
    RelatedArticle,
    Source,
    Status,
)
from .authors import Author, AuthorKind
from .bans import Ban
from .base import Base, now
from .comments import Comment, CommentStatus, Queue
from .decisions import ON_PEOPLE, Act, Decision, DecisionTally, DecisionText, Reason
from .jobs import Job, JobStatus
from .limits import Spent
from .login import Login
from .muted import Muted
from .notices import Notice
from .passkeys import Ceremony, Challenge, Passkey
from .pictures import Picture
from .publication import Page, Publication
from .readers import STAFF, Guest, Person, Reader, Replies, Role
from .recommendations import Recommendation
from .reports import Report
from .revisions import Revision
from .saved import Saved
from .search import SearchEntry, SearchSpelling, SearchWord
from .second_factor import Authenticator, Halfway, RecoveryCode
from .sections import Section
from .shelf import Shelf
from .tokens import Token, TokenKind
from .topics import Topic
from .unfinished import Unfinished
from .visits import Visit
from .watchwords import Watchword, WatchwordKind

__all__ = [
    "ON_PEOPLE",
    "STAFF",
    "Act",
    "Appeal",
    "Article",
    "ArticleAddress",
    "ArticleAuthor",
    "ArticleBody",
    "ArticleTopic",
    "Authenticator",
    "Author",
    "AuthorKind",
    "Ban",
    "Base",
    "Ceremony",
    "Challenge",
    "Comment",
    "CommentStatus",
    "Correction",
    "Decision",
    "DecisionTally",
    "DecisionText",
    "Discussion",
    "Guest",
    "Halfway",
    "Job",
    "JobStatus",
    "Login",
    "Muted",
    "Notice",
    "Outcome",
    "Page",
    "Passkey",
    "Person",
    "Picture",
    "Publication",
    "PullQuote",
    "Queue",
    "Reader",
    "Reason",
    "Recommendation",
    "RecoveryCode",
    "RelatedArticle",
    "Replies",
    "Report",
    "Revision",
    "Role",
    "Saved",
    "SearchEntry",
    "SearchSpelling",
    "SearchWord",
    "Section",
    "Shelf",
    "Source",
    "Spent",
    "Status",
    "Token",
    "TokenKind",
    "Topic",
    "Unfinished",
    "Visit",
    "Watchword",
    "WatchwordKind",
    "now",
]
