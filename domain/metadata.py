"""What a page says of itself to machines: schema.org facts for search engines and reader modes."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from models import Article, Discussion, Publication, Source, Topic

from .addresses import Addresses

SCHEMA = "https://schema.org"
DESCRIPTION = 300
_DAY = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?")

Facts = dict[str, Any]


def of_article(
    article: Article,
    topics: Sequence[Topic],
    sources: Sequence[Source],
    site: Publication,
    at: Addresses,
) -> Facts:
    """An article as a schema.org `NewsArticle`, its sources as `citation`."""
    changed = article.updated_at or article.published_at
    facts: Facts = {
        "@context": SCHEMA,
        "@type": "NewsArticle",
        "@id": at.article(article.slug),
        "url": at.article(article.slug),
        "mainEntityOfPage": at.article(article.slug),
        "headline": article.title,
        "description": description(article),
        "inLanguage": article.language or site.language,
        "datePublished": article.published_at.isoformat(),
        "dateModified": changed.isoformat(),
        "author": [_author(name, at) for name in article.byline],
        "publisher": publisher(site, at),
        "isPartOf": {"@type": "WebSite", "@id": f"{at.home}/#site", "name": site.name},
        "articleSection": article.section.name,
        "keywords": [topic.name for topic in topics],
        "image": _image(article, at),
        "wordCount": article.words,
        "commentCount": None if article.discussion is Discussion.OFF else article.comment_count,
        "isAccessibleForFree": True,
        "citation": [_citation(source) for source in sources],
    }
    return _told(facts)


def of_site(site: Publication, at: Addresses) -> Facts:
    """The publication as an organisation and a site, and where its search is."""
    search = {
        "@type": "SearchAction",
        "target": {"@type": "EntryPoint", "urlTemplate": f"{at.home}/search?q={{query}}"},
        "query-input": "required name=query",
    }
    website = {
        "@type": "WebSite",
        "@id": f"{at.home}/#site",
        "name": site.name,
        "description": site.strapline,
        "url": f"{at.home}/",
        "inLanguage": site.language,
        "publisher": {"@id": f"{at.home}/#publisher"},
        "potentialAction": search,
    }
    elsewhere = [each["address"] for each in site.follow if _is_public(each.get("address"))]
    organisation = {**publisher(site, at), "sameAs": elsewhere}
    return {"@context": SCHEMA, "@graph": [_told(website), _told(organisation)]}


def publisher(site: Publication, at: Addresses) -> Facts:
    """The publication as an organisation."""
    return {
        "@type": "NewsMediaOrganization",
        "@id": f"{at.home}/#publisher",
        "name": site.name,
        "url": f"{at.home}/",
        "logo": {
            "@type": "ImageObject",
            "url": at.full("/icon-512.png"),
            "width": 512,
            "height": 512,
        },
    }


def description(article: Article) -> str:
    """The article in a sentence or two: its standfirst, else how its text begins."""
    return shortened(article.standfirst or article.body.opening, DESCRIPTION)


def shortened(text: str, most: int) -> str:
    """`text` in one line, cut between words with an ellipsis where it is longer than `most`."""
    line = " ".join(text.split())
    if len(line) <= most:
        return line
    cut = line[: most - 1].rpartition(" ")[0] or line[: most - 1]
    return cut.rstrip(",;:–—-") + "…"


def _author(name: dict[str, str], at: Addresses) -> Facts:
    kind = "Person" if name["kind"] == "person" else "Organization"
    return {"@type": kind, "name": name["name"], "url": at.author(name["slug"])}


def _image(article: Article, at: Addresses) -> Facts | None:
    if article.picture is None or article.image is None:
        return None
    picture = at.picture(article.picture)
    return _told(
        {
            "@type": "ImageObject",
            "url": picture.address,
            "width": picture.width,
            "height": picture.height,
            "caption": article.image.get("caption"),
            "creditText": article.image.get("credit"),
        }
    )


def _citation(source: Source) -> Facts:
    dated = source.date if source.date and _DAY.fullmatch(source.date) else None
    author = {"@type": "Person", "name": source.author} if source.author else None
    outlet = {"@type": "Organization", "name": source.outlet} if source.outlet else None
    return _told(
        {
            "@type": "CreativeWork",
            "name": source.title,
            "url": source.url,
            "author": author,
            "publisher": outlet,
            "datePublished": dated,
        }
    )


def _is_public(address: str | None) -> bool:
    return bool(address and address.startswith(("https://", "http://")))


def _told(facts: Facts) -> Facts:
    """Only what there is something to say of."""
    return {key: value for key, value in facts.items() if value not in (None, "", [])}
