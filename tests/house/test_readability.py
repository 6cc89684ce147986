"""A reader mode finds headline, byline, date and the whole text of every article."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from PIL import Image
from sqlalchemy import select
from sqlalchemy.orm import joinedload

from models import Article
from models.database import db
from settings import ROOT
from tests.conftest import StrictClient

CONTENT = ROOT / "content"
READABILITY = ROOT / "tools" / "readability.mjs"


def reader_mode(pages: dict[str, str]) -> dict[str, dict[str, Any]]:
    """What Mozilla's Readability finds in pages, by their addresses."""
    places = os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])
    node = shutil.which("node", path=places)
    assert node, "node comes with the packages that the tests need"
    pages_as_json = json.dumps(pages).encode()
    done = subprocess.run([node, READABILITY], input=pages_as_json, capture_output=True, check=True)
    found: dict[str, dict[str, Any]] = json.loads(done.stdout)
    return found


@pytest.fixture
def ours(app: Flask, tmp_path: Path) -> list[Article]:
    """Every article of the demo publication, with small pictures in place of its own."""
    folder = tmp_path / "content"
    shutil.copytree(CONTENT, folder, ignore=shutil.ignore_patterns("pictures"))
    for file in folder.glob("*.md"):
        for name in re.findall(r"pictures/[\w.-]+", file.read_text()):
            (folder / name).parent.mkdir(exist_ok=True)
            Image.new("RGB", (16, 12), "#8f2413").save(folder / name)
    done = app.test_cli_runner().invoke(args=["import", str(folder)])
    assert done.exit_code == 0, done.output
    return list(db.scalars(select(Article).options(joinedload(Article.body))))


def test_a_reader_mode_finds_everything(client: StrictClient, ours: list[Article]) -> None:
    assert len(ours) >= 14
    paths = [f"/articles/{article.slug}" for article in ours]
    pages = {f"http://localhost{path}": client.get(path).get_data(as_text=True) for path in paths}
    for article, found in zip(ours, reader_mode(pages).values(), strict=True):
        assert found["title"] == article.title
        assert found["byline"] == ", ".join(author["name"] for author in article.byline)
        assert found["publishedTime"] == article.published_at.isoformat()
        assert not left_out(article.body.plain, found["textContent"]), article.slug


def left_out(plain: str, seen: str) -> list[str]:
    """The paragraphs of a text that a reader mode did not find, or not in their order."""
    words, place, missing = " ".join(seen.split()), 0, []
    for paragraph in plain.split("\n"):
        at = words.find(" ".join(paragraph.split()), place)
        if at < 0:
            missing.append(paragraph)
        place = max(at, place)
    return missing
