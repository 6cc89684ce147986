"""Nouns: the tables, their constraints, and plain facts about one row."""

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
from .base import Base, now
from .comments import Comment, CommentStatus
from .limits import Spent
from .login import Login
from .pictures import Picture
from .publication import Page, Publication
from .readers import Guest, Person, Reader, Role
from .saved import Saved
from .search import SearchEntry, SearchSpelling, SearchWord
from .sections import Section
from .shelf import Shelf
from .topics import Topic
from .unfinished import Unfinished

__all__ = [
    "Article",
    "ArticleAddress",
    "ArticleAuthor",
    "ArticleBody",
    "ArticleTopic",
    "Author",
    "AuthorKind",
    "Base",
    "Comment",
    "CommentStatus",
    "Correction",
    "Discussion",
    "Guest",
    "Login",
    "Page",
    "Person",
    "Picture",
    "Publication",
    "PullQuote",
    "Reader",
    "RelatedArticle",
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
    "Topic",
    "Unfinished",
    "now",
]
