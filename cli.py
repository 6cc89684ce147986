"""The operator's commands: `flask --app app <command>`."""

from __future__ import annotations

import click
from alembic import command
from alembic.config import Config
from flask import Flask

from domain import search
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


@click.command("reindex")
def reindex() -> None:
    """Make the index of search anew. Readers may search meanwhile."""
    done = 0
    for done, total in search.reindex():
        click.echo(f"\r{done:,} of {total:,} articles", nl=False)
    click.echo(f"\rThe index of search is made anew: {done:,} articles.")


COMMANDS = (migrate, reindex)


def init_app(app: Flask) -> None:
    """Give the application its commands."""
    for each in COMMANDS:
        app.cli.add_command(each)
