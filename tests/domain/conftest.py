"""What the tests of rules stand on."""

from __future__ import annotations

from pathlib import Path

import pytest
from flask import Flask

from settings import Settings

from .newsdesk import Newsdesk


@pytest.fixture
def desk(app: Flask, settings: Settings, tmp_path: Path) -> Newsdesk:
    """An empty folder for the files of a publication, and the import of it."""
    return Newsdesk(tmp_path / "content", settings.media)
