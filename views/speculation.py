"""Where a browser may look ahead: it fetches a page of ours while a pointer rests on its link.

Nothing is changed by it, since a reading never changes anything. What was fetched ahead is thrown
away when a form is sent: the page that comes next shows what was changed.
"""

from __future__ import annotations

from flask import Blueprint, Response, current_app, request, url_for

from .answers import is_partial

bp = Blueprint("speculation", __name__)

NO_PAGES = ("/assets/*", "/media/*", "/*.atom", "/*.json", "/*.xml", "/logout", "/account/download")
COUNTED = "/search\\?*"
"""A search is counted; it would be spent on nothing."""
RULES = {
    "prefetch": [
        {
            "where": {
                "and": [
                    {"href_matches": "/*"},
                    {"not": {"href_matches": [*NO_PAGES, COUNTED]}},
                    {"not": {"selector_matches": "[download], [target]"}},
                ]
            },
            "eagerness": "moderate",
        }
    ]
}
DAY = "public, max-age=86400"


@bp.get("/speculation.json")
def show() -> Response:
    """The rules by which browsers look ahead."""
    body = current_app.json.dumps(RULES)
    response = Response(body, content_type="application/speculationrules+json")
    response.headers["Cache-Control"] = DAY
    return response


@bp.after_app_request
def _name_rules(response: Response) -> Response:
    """Name the rules on every whole page; have a change forget what was fetched ahead."""
    if request.method == "POST":
        response.headers["Clear-Site-Data"] = '"prefetchCache"'
    elif not is_partial() and response.mimetype == "text/html":
        response.headers["Speculation-Rules"] = f'"{url_for("speculation.show")}"'
    return response
