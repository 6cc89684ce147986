"""What the tests of rules stand on."""

from __future__ import annotations

from pathlib import Path

import pytest
from flask import Flask

from models import Reader, Role
from settings import Settings
from tests.cast import Cast

from .newsdesk import Newsdesk


@pytest.fixture
def desk(app: Flask, settings: Settings, tmp_path: Path) -> Newsdesk:
    """An empty folder for the files of a publication, and the import of it."""
    return Newsdesk(tmp_path / "content", settings.media)


@pytest.fixture
def ada(cast: Cast) -> Reader:
    """An admin, beside the cast as the file that asks has gathered it."""
    return cast.person("Ada Chief", Role.ADMIN)
