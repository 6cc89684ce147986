"""Reading settings over HTTP: kept on the device and on the account, right in the first answer."""

from __future__ import annotations

from typing import Any
from urllib.parse import unquote

import pytest
from flask.testing import FlaskClient

from domain.reading import CHOICES
from models import Reader
from models.database import db
from tests.cast import Cast

PATH = "/reading-settings"


def choose(client: FlaskClient, act: dict[str, Any] | None = None, **choices: str) -> Any:
    return client.post(PATH, data=choices, **(act or {}))


def kept(client: FlaskClient) -> str:
    """What the device keeps."""
    cookie = client.get_cookie("reading")
    return unquote(cookie.value) if cookie else ""


def account(reader: Reader) -> dict[str, str]:
    """What the account keeps."""
    db.rollback()
    return db.get_one(Reader, reader.id, populate_existing=True).reading


def test_a_stranger_gets_what_is_usual_and_no_cookie(client: FlaskClient) -> None:
    response = client.get(PATH)
    assert 'data-text-size="medium" data-theme="auto" data-typeface="serif"' in response.text
    assert "Set-Cookie" not in response.headers
    assert response.headers["Cache-Control"] == "no-cache"


def test_every_choice_is_offered_by_its_name_and_one_of_each_is_checked(
    client: FlaskClient,
) -> None:
    page = client.get(PATH).text
    for key, values in CHOICES.items():
        for value, word in values.items():
            assert f'name="{key}" value="{value}"' in page
            assert f"<span>{word}</span>" in page
    assert page.count(" checked>") == len(CHOICES)


@pytest.mark.parametrize(
    ("key", "value"), [(key, value) for key in CHOICES for value in CHOICES[key]]
)
def test_a_choice(client: FlaskClient, act: dict[str, Any], key: str, value: str) -> None:
    response = choose(client, act, **{key: value})
    if act["headers"]:
        assert response.status_code == 200
        assert 'id="reading-settings-now"' in response.text
        assert CHOICES[key][value] in response.text
        assert 'data-hx-target="#live"' in response.text
        assert 'type="radio"' not in response.text, "quick presses would jump back"
    else:
        assert response.status_code == 303
        assert response.headers["Location"] == PATH
    assert kept(client) == f"{key}={value}*"
    page = client.get("/").text
    assert f'data-{key.replace("_", "-")}="{value}"' in page


def test_it_is_announced_in_words(client: FlaskClient) -> None:
    htmx = {"headers": {"HX-Request-Type": "partial"}}
    assert ">Text size: large</hx-partial>" in choose(client, htmx, text_size="large").text
    assert ">Page colour: night</hx-partial>" in choose(client, htmx, theme="night").text


def test_the_cookie_can_be_written_by_our_script_and_is_kept_a_year(client: FlaskClient) -> None:
    (cookie,) = choose(client, theme="night").headers.getlist("Set-Cookie")
    assert "HttpOnly" not in cookie
    for attribute in ("SameSite=Lax", "Path=/", "Max-Age=31536000"):
        assert attribute in cookie
    assert len(cookie.split(";")[0]) <= 200


@pytest.mark.parametrize(
    "form",
    [
        {"text_size": "enormous"},
        {"theme": "pink"},
        {"typeface": ""},
        {"colour": "red"},
        {"text_size": "large", "theme": "pink"},
        {"reset": "banana"},
        {},
    ],
)
def test_what_is_not_on_the_lists_changes_nothing(
    client: FlaskClient, cast: Cast, act: dict[str, Any], form: dict[str, str]
) -> None:
    cast.log_in(client, cast.ruth)
    choose(client, typeface="sans")
    response = client.post(PATH, data=form, **act)
    assert response.status_code == 422
    assert "Set-Cookie" not in response.headers
    assert kept(client) == "typeface=sans"
    assert account(cast.ruth) == {"typeface": "sans"}


@pytest.mark.parametrize("cookie", ["banana", "text_size=enormous", "x" * 500, "text_size=%00"])
def test_a_cookie_that_says_nothing_known_is_ignored(client: FlaskClient, cookie: str) -> None:
    client.set_cookie("reading", cookie)
    response = client.get("/")
    assert response.status_code == 200
    assert 'data-text-size="medium" data-theme="auto" data-typeface="serif"' in response.text


def test_one_setting_never_resets_another(
    client: FlaskClient, cast: Cast, act: dict[str, Any]
) -> None:
    """Complaint 2."""
    cast.log_in(client, cast.ruth)
    for key, value in {"theme": "night", "text_size": "large", "typeface": "sans"}.items():
        choose(client, act, **{key: value})
    assert kept(client) == "text_size=large&theme=night&typeface=sans"
    assert account(cast.ruth) == {"text_size": "large", "theme": "night", "typeface": "sans"}


def test_a_plain_form_that_has_stood_open_resets_nothing(client: FlaskClient) -> None:
    """Without scripts every group is sent; only what differs from what it showed is a choice."""
    shown = "text_size=medium&theme=auto&typeface=serif"
    choose(client, theme="night")
    choose(client, shown=shown, text_size="large", theme="auto", typeface="serif")
    assert kept(client) == "text_size=large*&theme=night*"
    nothing = choose(client, shown=shown, text_size="medium", theme="auto", typeface="serif")
    assert nothing.status_code == 303
    assert kept(client) == "text_size=large*&theme=night*"


def test_the_form_says_what_it_shows(client: FlaskClient) -> None:
    choose(client, theme="night")
    shown = 'name="shown" value="text_size=medium&amp;theme=night&amp;typeface=serif"'
    assert shown in client.get(PATH).text


def test_a_choice_made_by_script_is_known_to_the_account_after_its_form(
    client: FlaskClient, cast: Cast
) -> None:
    """The script writes the cookie first, marked; the answer to the form takes the mark away."""
    cast.log_in(client, cast.ruth)
    client.set_cookie("reading", "text_size=large*")
    choose(client, text_size="large")
    assert kept(client) == "text_size=large"
    assert account(cast.ruth) == {"text_size": "large"}


def test_reset(client: FlaskClient, cast: Cast, act: dict[str, Any]) -> None:
    cast.log_in(client, cast.ruth)
    choose(client, text_size="large", theme="night")
    response = choose(client, act, reset="yes")
    assert response.status_code == (200 if act["headers"] else 303)
    assert kept(client) == ""
    assert account(cast.ruth) == {}
    if act["headers"]:
        assert 'data-hx-target="#reading-panel"' in response.text
    assert 'data-text-size="medium" data-theme="auto"' in client.get("/").text
    choose(client, text_size="large")
    choose(client, act, reset="no")
    assert kept(client) == "text_size=large"


def test_a_reset_button_in_the_form_resets_whatever_else_it_sends(client: FlaskClient) -> None:
    choose(client, text_size="large")
    choose(client, text_size="large", theme="auto", reset="yes", shown="")
    assert kept(client) == ""


def test_a_choice_made_while_logged_out_is_offered_to_the_account(
    client: FlaskClient, cast: Cast, act: dict[str, Any]
) -> None:
    cast.log_in(client, cast.ruth)
    choose(client, text_size="large")
    client.post("/logout")
    choose(client, text_size="small")
    cast.log_in(client, cast.ruth)
    page = client.get(PATH).text
    assert 'data-text-size="small"' in page
    assert "On this device you chose Small" in page
    assert account(cast.ruth) == {"text_size": "large"}
    response = choose(client, act, keep="yes")
    assert response.status_code == (200 if act["headers"] else 303)
    assert account(cast.ruth) == {"text_size": "small"}
    assert kept(client) == "text_size=small"
    assert "On this device you chose" not in client.get(PATH).text


def test_what_is_offered_can_be_declined(
    client: FlaskClient, cast: Cast, act: dict[str, Any]
) -> None:
    cast.log_in(client, cast.ruth)
    choose(client, text_size="large")
    client.set_cookie("reading", "text_size=small*&theme=night*")
    choose(client, act, keep="no")
    assert account(cast.ruth) == {"text_size": "large"}
    assert kept(client) == "text_size=large&theme=auto"


def test_a_stranger_has_no_account_to_keep_it_in(client: FlaskClient, act: dict[str, Any]) -> None:
    response = choose(client, act, keep="yes")
    assert response.status_code == (401 if act["headers"] else 303)
    assert "/login" in response.headers["HX-Redirect" if act["headers"] else "Location"]
    assert choose(client, act, keep="banana").status_code == 422


def test_another_browser_is_shown_the_accounts_choices(
    client: FlaskClient, other: FlaskClient, cast: Cast
) -> None:
    cast.log_in(client, cast.ruth)
    cast.log_in(other, cast.ruth)
    choose(client, theme="sepia")
    assert 'data-theme="sepia"' in other.get("/").text
    choose(other, theme="night")
    assert 'data-theme="sepia"' in client.get("/").text, "this device has made its own choice"


def test_another_site_changes_nothing(client: FlaskClient) -> None:
    response = choose(client, {"headers": {"Sec-Fetch-Site": "cross-site"}}, theme="night")
    assert response.status_code == 403
    assert kept(client) == ""


def test_a_plain_form_leads_back_to_the_article(client: FlaskClient, cast: Cast) -> None:
    referrer = {"headers": {"Referer": f"http://localhost/articles/{cast.article.slug}"}}
    response = choose(client, referrer, theme="night")
    assert response.headers["Location"] == f"/articles/{cast.article.slug}"
    assert 'id="reading-panel"' in client.get(response.headers["Location"]).text
