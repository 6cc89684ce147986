"""What the tests of the conversation over HTTP share: addresses, and how an answer is read."""

from __future__ import annotations

import re
from typing import Any

from sqlalchemy import func, select
from werkzeug.test import TestResponse

from models import Comment
from models.database import db

SLUG = "the-lamp-in-the-window"
PAGE = f"/articles/{SLUG}"
POST = f"{PAGE}/comments"
Act = dict[str, Any]


def is_htmx(act: Act) -> bool:
    """Whether the act is one of htmx."""
    return bool(act["headers"])


def said() -> int:
    """How many comments are stored."""
    db.rollback()
    return db.scalar(select(func.count(Comment.id))) or 0


def field(response: TestResponse) -> str:
    """The text that stands in the form of the answer."""
    found = re.search(r"<textarea[^>]*>\n?(.*?)</textarea>", response.text, re.DOTALL)
    assert found, response.text[:500]
    return found[1]
