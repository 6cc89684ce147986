"""The operator's commands: `flask --app app <command>`."""

from __future__ import annotations

import click
from alembic import command
from alembic.config import Config
from flask import Flask

from settings import ROOT


def upgrade() -> None:
    """Bring the tables of the bound database up to date."""
    config = Config()
    config.set_main_option("script_location", str(ROOT / "migrations"))
    command.upgrade(config, "head")


@click.command("migrate")
def migrate() -> None:
    """Bring the database's tables up to date."""
    upgrade()


COMMANDS = (migrate,)


def init_app(app: Flask) -> None:
    """Give the application its commands."""
    for each in COMMANDS:
        app.cli.add_command(each)
