"""Pictures over HTTP: only ours, kept for ever; and the fragment that shows them."""

from __future__ import annotations

from pathlib import Path

import pytest
from flask import Flask, render_template_string

from domain import articles
from models import Picture
from models.database import db
from settings import Settings
from tests.cast import Cast
from tests.conftest import StrictClient

DIGEST = "0123456789abcdef01234567"
MACRO = '{% from "macros/pictures.html" import picture %}'


@pytest.fixture
def media(settings: Settings) -> Path:
    """The folder of the pictures, with one picture and something that is none of ours."""
    settings.media.mkdir(parents=True)
    (settings.media / f"{DIGEST}-480.avif").write_bytes(b"avif")
    (settings.media / f"{DIGEST}-480.webp").write_bytes(b"webp")
    (settings.media / "originals").mkdir()
    (settings.media / "originals" / f"{DIGEST}.jpg").write_bytes(b"not a picture for all")
    (settings.media / "secret.txt").write_text("not a picture")
    return settings.media


@pytest.mark.parametrize(
    ("name", "mimetype"),
    [
        (f"{DIGEST}-480.avif", "image/avif"),
        (f"{DIGEST}-480.webp", "image/webp"),
    ],
)
def test_a_picture_is_kept_for_ever(
    client: StrictClient, media: Path, name: str, mimetype: str
) -> None:
    response = client.get(f"/media/{name}")
    response.close()
    assert response.status_code == 200
    assert response.mimetype == mimetype
    assert response.headers["Cache-Control"] == "public, max-age=31536000, immutable"
    assert response.headers["Cross-Origin-Resource-Policy"] == "cross-origin"
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    assert "Set-Cookie" not in response.headers


@pytest.mark.parametrize(
    "name",
    [
        "secret.txt",
        f"{DIGEST}.jpg",
        f"originals/{DIGEST}.jpg",
        f"{DIGEST}-960.avif",
        f"{DIGEST}-480.png",
        f"{DIGEST}-480.avif.txt",
        f"{DIGEST.upper()}-480.avif",
        "..%2flectern.db",
        "%2e%2e%2flectern.db",
        f"{DIGEST}-480.avif%00.txt",
        "",
    ],
)
def test_nothing_else_is_given_out(client: StrictClient, media: Path, name: str) -> None:
    response = client.get(f"/media/{name}", follow_redirects=True)
    assert response.status_code in {404, 422}
    assert b"not a picture" not in response.data


def shown(app: Flask, cast: Cast, call: str = "picture(article, '40rem')", **facts: object) -> str:
    made = cast.another(image=facts.pop("image", {"alt": "A lamp"}), **facts).id
    db.expunge_all()
    article = db.scalar(articles.cards([made]))
    with app.test_request_context():
        return render_template_string(MACRO + "{{ " + call + " }}", article=article)


def stored(cast: Cast) -> Picture:
    return cast.keep(
        Picture(digest=DIGEST, width=1000, height=625, extension="jpg", widths=[480, 960])
    )


def test_the_browser_chooses_format_and_width(app: Flask, cast: Cast) -> None:
    html = shown(app, cast, picture=stored(cast))
    assert f'srcset="/media/{DIGEST}-480.avif 480w, /media/{DIGEST}-960.avif 960w"' in html
    assert f'srcset="/media/{DIGEST}-480.webp 480w, /media/{DIGEST}-960.webp 960w"' in html
    assert html.index("image/avif") < html.index("image/webp")
    assert 'alt="A lamp" width="1000" height="625" loading="lazy" decoding="async"' in html


def test_the_first_picture_does_not_wait(app: Flask, cast: Cast) -> None:
    html = shown(app, cast, "picture(article, '40rem', eager=true)", picture=stored(cast))
    assert 'fetchpriority="high"' in html
    assert "lazy" not in html


def test_a_decorative_picture_has_no_words(app: Flask, cast: Cast) -> None:
    html = shown(app, cast, picture=stored(cast), image={"alt": ""})
    assert 'alt=""' in html


def test_without_a_file_the_words_stand_in_a_frame(app: Flask, cast: Cast) -> None:
    html = shown(app, cast, image={"alt": 'A "lamp" <b>'})
    assert '<div class="picture-frame" role="img" aria-label="A &#34;lamp&#34; &lt;b&gt;">' in html
    assert 'dir="auto">A &#34;lamp&#34; &lt;b&gt;</p>' in html
    assert "<img" not in html


@pytest.mark.parametrize("image", [None, {"alt": ""}])
def test_where_there_is_nothing_to_show_nothing_is_shown(
    app: Flask, cast: Cast, image: dict[str, str] | None
) -> None:
    assert shown(app, cast, image=image).strip() == ""
