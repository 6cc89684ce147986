"""Pages and fragments: what a template promises by its name."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from flask import Flask
from jinja2 import DictLoader

ROOT = Path(__file__).resolve().parents[2] / "templates"
TEMPLATES = sorted(p.relative_to(ROOT).as_posix() for p in ROOT.rglob("*.html"))
FRAGMENTS = [t for t in TEMPLATES if Path(t).name.startswith("_")]
PAGES = [
    t for t in TEMPLATES if t not in FRAGMENTS and not t.startswith("macros/") and t != "base.html"
]
UNSAFE = re.compile(r"\|\s*safe\b")
MAY_BE_SAFE = re.compile(
    r"\{\{ (article\.body\.html|text\.html|comment\.html|preview|each\.snippet) \| safe \}\}"
)


def source(template: str) -> str:
    return (ROOT / template).read_text()


@pytest.mark.parametrize("template", TEMPLATES)
def test_it_compiles(app: Flask, template: str) -> None:
    app.jinja_env.get_template(template)


@pytest.mark.parametrize("template", FRAGMENTS)
def test_a_fragment_says_what_it_wants(template: str) -> None:
    assert source(template).startswith("{# wants: "), "the first line names the facts it wants"


@pytest.mark.parametrize("template", FRAGMENTS)
def test_a_fragment_is_included_by_a_page(template: str) -> None:
    pattern = re.compile(rf"""(include|import|from)\s+["']{re.escape(template)}["']""")
    assert any(pattern.search(source(other)) for other in TEMPLATES if other != template)


@pytest.mark.parametrize("template", PAGES)
def test_a_page_has_a_title(template: str) -> None:
    text = source(template)
    assert "{% block title %}" in text or "<title>" in text


@pytest.mark.parametrize("template", TEMPLATES)
def test_attributes_of_htmx_are_data_attributes(template: str) -> None:
    bare = re.findall(r"\s(hx-(?!partial)[\w:-]+)", source(template))
    assert not bare


@pytest.mark.parametrize("template", TEMPLATES)
def test_nothing_inline(template: str) -> None:
    text = source(template)
    assert not re.search(r"\sstyle=", text)
    assert not re.search(r"\son\w+=", text)
    assert "<style" not in text


@pytest.mark.parametrize("template", TEMPLATES)
def test_safe_is_said_of_stored_html_only(template: str) -> None:
    text = MAY_BE_SAFE.sub("", source(template))
    constant = re.sub(r"\{\{ '[^'{}]*'\s*\|\s*safe (if|else)[^}]*\}\}", "", text)
    assert not UNSAFE.search(constant)


@pytest.mark.parametrize("template", TEMPLATES)
def test_every_form_works_without_javascript(template: str) -> None:
    for form in re.findall(r"<form\b[^>]*>", source(template)):
        assert "action=" in form, form
        if "data-hx-post" in form:
            assert 'method="post"' in form, form


def test_a_part_is_compiled_into_its_page(app: Flask) -> None:
    source = app.jinja_env.loader.get_source(app.jinja_env, "articles/_river.html")[0]  # type: ignore[union-attr]
    assert "get_template" not in app.jinja_env.compile(source, raw=True)


def test_what_a_part_sets_is_its_own(app: Flask) -> None:
    """As Jinja has it: a part sees what stands around it and leaves nothing behind."""
    parts = {
        "page": "{% set a = 1 %}{% block main %}"
        "{% for b in (1, 2) %}{% include 'part' %}{% endfor %}"
        "{% with b = 3 %}{% include 'part' %}{{ a }}{{ c | default('-') }}{% endwith %}"
        "{% endblock %}",
        "part": "{% set c = 10 * b %}{% set a = a + c %}{{ a }} ",
    }
    env = app.jinja_env.overlay(loader=DictLoader(parts))
    assert env.get_template("page").render() == "11 21 31 1-"
