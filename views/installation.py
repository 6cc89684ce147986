"""The settings of this installation, as the views reach them."""

from __future__ import annotations

from typing import cast

from flask import current_app

from settings import Settings

KEY = "LECTERN"


def settings() -> Settings:
    """The settings that the application was made with."""
    return cast(Settings, current_app.config[KEY])
