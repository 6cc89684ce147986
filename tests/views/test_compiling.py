"""What is compiled in our way says what Jinja would have said, and addresses are Flask's."""

from __future__ import annotations

from typing import Any

import pytest
from flask import Flask
from hypothesis import given
from hypothesis import strategies as st
from jinja2.runtime import Macro
from markupsafe import Markup, escape

from tests.quickly import COMPILED
from views.compiling import DIRECT, written

VALUES = st.one_of(
    st.text(), st.text().map(Markup), st.integers(), st.booleans(), st.floats(), st.none()
)


class Shout(str):
    """A text that says itself otherwise in HTML."""

    def __html__(self) -> str:
        return f"<b>{self}</b>"


@given(VALUES)
def test_a_value_stands_as_it_would_escaped(value: Any) -> None:
    assert str(written(value)) == str(escape(value))


def test_what_knows_its_own_html_is_asked_for_it() -> None:
    assert written(Shout("now")) == "<b>now</b>"


@pytest.mark.parametrize("sign", "&<>\"'")
def test_every_sign_that_html_reads_is_escaped(app: Flask, sign: str) -> None:
    template = app.jinja_env.from_string("{{ one }}|{{ byline([{'name': one}], linked=False) }}")
    safe = str(escape(sign))
    assert template.render(one=sign) == f"{safe}|<bdi>{safe}</bdi>"


def test_what_is_called_without_a_detour_wants_no_context(app: Flask) -> None:
    """A macro would take whether to escape from its caller: without one it does, as pages do."""
    for name in DIRECT:
        found = app.jinja_env.globals[name]
        if isinstance(found, Macro):
            assert found._default_autoescape, name
        else:
            assert getattr(found, "jinja_pass_arg", None) is None, name
            assert getattr(type(found).__call__, "jinja_pass_arg", None) is None, name


@pytest.mark.parametrize(
    "slug", ["lamp", "the-lamp-2", "a b", "élan", "a/b", "A", "a?b", "slug-stands-here", "%", "a.b"]
)
@pytest.mark.parametrize("endpoint", ["articles.show", "saved.change", "topics.show"])
def test_an_address_is_flasks(app: Flask, endpoint: str, slug: str) -> None:
    with app.test_request_context():
        for values in ({"slug": slug}, {"slug": slug, "page": 2}):
            assert app.url_for(endpoint, **values) == Flask.url_for(app, endpoint, **values)


def test_the_tests_compile_each_template_once(app: Flask) -> None:
    """A change in how the application makes its templates must not lose what makes tests quick."""
    assert app.jinja_env.bytecode_cache is COMPILED
