"""A newsdesk for tests: writes the files of a publication and brings them in."""

from __future__ import annotations

import textwrap
from pathlib import Path
from typing import Any

from PIL import Image
from sqlalchemy import select
from sqlalchemy.orm import joinedload

from domain import importing
from models import Article
from models.database import db

TEXT = "A lamp stood in the window, and nobody asked who had lit it."
FRONT = {"title": "The lamp", "section": "World", "published": "2024-03-28"}


class Newsdesk:
    """A folder called `content` with the files of a publication, and the import of it."""

    def __init__(self, folder: Path, media: Path) -> None:
        self.folder, self.media = folder, media
        folder.mkdir()

    def write(self, name: str = "lamp.md", text: str = TEXT, more: str = "", **front: Any) -> Path:
        """Write an article; `more` is further YAML, and a key that is None is left out."""
        keys = {key: value for key, value in {**FRONT, **front}.items() if value is not None}
        lines = [f"{key}: {value}" for key, value in keys.items()]
        lines += [textwrap.dedent(more).strip()] if more else []
        return self.put(name, "\n".join(["---", *lines, "---", "", text, ""]))

    def put(self, name: str, content: str | bytes) -> Path:
        """Write a file as it is."""
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return path

    def publish(self, content: str) -> Path:
        """Write the publication."""
        return self.put("publication.yml", textwrap.dedent(content))

    def draw(self, name: str = "lamp.png", size: tuple[int, int] = (600, 400)) -> Path:
        """Draw a picture."""
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        Image.new("RGB", size, "#8f2413").save(path)
        return path

    def bring(self, *paths: Path | str) -> importing.Report:
        """Bring in these files, by default the whole folder."""
        report = importing.Report()
        run = importing.Run(importing.found(paths or [self.folder]), self.media)
        for outcome in run.outcomes():
            report.add(outcome)
        for _ in run.relate():
            pass
        return report

    def errors(self, *paths: Path | str) -> list[str]:
        """Bring in the files; what was wrong, with the folder's own path left out."""
        return [str(e).replace(f"{self.folder}/", "") for e in self.bring(*paths).errors]

    def notes(self, *paths: Path | str) -> list[str]:
        """Bring in the files; what there is to think about."""
        outcomes = self.bring(*paths).outcomes
        return [str(n).replace(f"{self.folder}/", "") for o in outcomes for n in o.notes]


def article(slug: str) -> Article:
    """The article at `slug`, with its text, section and picture."""
    query = select(Article).where(Article.slug == slug).options(joinedload(Article.body))
    query = query.options(joinedload(Article.section), joinedload(Article.picture))
    return db.scalars(query.execution_options(populate_existing=True)).one()
