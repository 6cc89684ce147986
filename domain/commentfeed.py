"""The feed of an article's conversation: what was said last, as Atom (RFC 4287)."""

from __future__ import annotations

import uuid
import xml.etree.ElementTree as ET

from models import Article, Publication

from . import comments
from .addresses import Addresses
from .comments import Said
from .feeds import ATOM, absolute, instant, link, say

ENTRIES = 50


def atom(site: Publication, at: Addresses, article: Article) -> bytes:
    """What everybody sees of the last comments, the newest first."""
    home = at.article(article.slug)
    root = ET.Element("feed", {"xmlns": ATOM, "xml:lang": site.language})
    found = comments.latest(article, ENTRIES)
    say(root, "title", f"Comments on {article.title} · {site.name}")
    say(root, "id", f"{home}/comments")
    newest = max((each.edited_at or each.posted_at for each in found), default=None)
    say(root, "updated", instant(newest or article.published_at))
    link(root, "self", f"{home}/comments.atom", "application/atom+xml")
    link(root, "alternate", f"{home}#comments", "text/html")
    for comment in found:
        _entry(ET.SubElement(root, "entry"), comment, article, at)
    written: bytes = ET.tostring(root, encoding="utf-8", xml_declaration=True)
    return written


def _entry(node: ET.Element, comment: Said, article: Article, at: Addresses) -> None:
    there = at.full(f"/comments/{comment.id}")
    answers = " in reply to a comment" if comment.depth else ""
    say(node, "title", f"{comment.name}{answers} on {article.title}")
    say(node, "id", uuid.uuid5(uuid.NAMESPACE_URL, f"{at.home}/comments/{comment.id}").urn)
    link(node, "alternate", there, "text/html")
    say(node, "published", instant(comment.posted_at))
    say(node, "updated", instant(comment.edited_at or comment.posted_at))
    say(ET.SubElement(node, "author"), "name", comment.name)
    say(node, "content", absolute(comment.html, there), type="html")
