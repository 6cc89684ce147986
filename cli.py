"""The operator's commands: `flask --app app <command>`."""

from __future__ import annotations

import signal
import sys
from collections.abc import Iterable, Iterator, Mapping
from typing import TypeVar

import click
from flask import Flask
from flask.cli import with_appcontext

from domain import (
    comments,
    decisions,
    demo,
    importing,
    jobs,
    leaving,
    letters,
    mail,
    passwords,
    publication,
    readers,
    rerendering,
    revisions,
    search,
    second_factor,
    unit,
)
from domain.letters import Office
from domain.letters.writers import WRITERS
from domain.people import Guest
from domain.readers import Role
from domain.refusal import Refusal
from settings import ROOT
from views.installation import settings

Step = TypeVar("Step")
DEMO = ROOT / "content" / "demo.yml"


def upgrade() -> None:
    """Bring the tables of the bound database up to date."""
    # Nine megabytes that no worker of the server needs.
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(ROOT / "migrations"))
    command.upgrade(config, "head")


@click.command("migrate")
def migrate() -> None:
    """Bring the database's tables up to date."""
    upgrade()


@click.command("import")
@click.argument("paths", nargs=-1, required=True, type=click.Path())
@with_appcontext
def import_files(paths: tuple[str, ...]) -> None:
    """Bring in articles and the publication from files and folders.

    What is unchanged is left alone, and what is wrong is left out and said by file and line.
    """
    run, report = importing.Run(importing.found(paths), settings().media), importing.Report()
    for outcome in _watched(run.outcomes(), "Importing", len(run)):
        report.add(outcome)
    for _ in _watched(run.relate(), "Finding what to read next"):
        pass
    _tell(report)
    if report.errors:
        raise SystemExit(1)


def _tell(report: importing.Report) -> None:
    for outcome in report.outcomes:
        if outcome.fate in {importing.Fate.NEW, importing.Fate.CHANGED}:
            click.echo(f"{outcome.fate}: {outcome.file}")
        for note in outcome.notes:
            click.echo(f"  to think about: {note}")
    for slug in importing.lost_leads():
        click.echo(f"  to think about: the lead story “{slug}” is not there.")
    for error in report.errors:
        click.echo(str(error), err=True)
    click.echo(f"{report.counts}.")


def _watched(steps: Iterable[Step], label: str, length: int | None = None) -> Iterator[Step]:
    """The steps of a long work, with a bar that shows how far it is where somebody looks on."""
    if not _looks_on():
        yield from steps
        return
    with click.progressbar(steps, length, label) as bar:
        yield from bar


def _looks_on() -> bool:
    return sys.stdout.isatty()


@click.command("reminders")
def reminders() -> None:
    """List what editors might think about: altered quotations, outlets without a source."""
    for slug, words in importing.reminders():
        click.echo(f"{slug}: {words}")


@click.command("rerender")
@click.option("--all", "everything", is_flag=True, help="Also what the present rules rendered.")
def rerender(everything: bool) -> None:
    """Render again the articles, pages and comments that older rules rendered."""
    if everything:
        rerendering.mark_all()
    articles = 0
    for articles in _watched(rerendering.articles(), "Rendering", rerendering.batches()):  # noqa: B007
        pass
    pages, comments = rerendering.pages(), rerendering.conversation()
    click.echo(f"Rendered again: {articles} articles, {pages} pages, {comments} comments.")


@click.command("reindex")
def reindex() -> None:
    """Make the index of search anew. Readers may search meanwhile."""
    done = 0
    for done, total in search.reindex():
        click.echo(f"\r{done:,} of {total:,} articles", nl=False)
    click.echo(f"\rThe index of search is made anew: {done:,} articles.")


@click.command("renew")
@with_appcontext
def renew() -> None:
    """Empty every cache: call it after the database was brought back from a backup."""
    revisions.renew()
    unit.keep()
    click.echo("Every page is made anew from now on.")


@click.command("demo")
@click.option("--close", is_flag=True, help="Let nobody log in to the demo accounts any more.")
@with_appcontext
def demo_accounts(close: bool) -> None:
    """Bring in the demo's readers and what they said. For one's own computer only."""
    if not settings().development:
        raise click.ClickException("The demo is for development (LECTERN_DEVELOPMENT=1) only.")
    if close:
        click.echo(f"{demo.close()} demo accounts are closed. What they said stays.")
        return
    done = demo.furnish(DEMO)
    click.echo(f"The demo: {done.readers} new readers, {done.comments} new comments.")
    if done.left_out:
        click.echo(f"Left out, since their articles are not here: {done.left_out}.")


@click.command("make-editor")
@click.argument("email")
@click.option("--name", default="", help="Their name, for a new account.")
@click.option("--role", type=click.Choice([each.value for each in Role]), default="editor")
@click.option("--password", default="", help="Asked for where it is not given and is needed.")
@with_appcontext
def make_editor(email: str, name: str, role: str, password: str) -> None:
    """Give the account of EMAIL a role; make the account where there is none."""
    try:
        if not password and not readers.confirmed_at(email):
            name = name or click.prompt("Name")
            password = click.prompt("Password", hide_input=True, confirmation_prompt=True)
        password_hash = passwords.hashed(passwords.allowed(password)) if password else ""
        account, new = readers.appoint(email, Role(role), name, password_hash)
        unit.keep()
    except Refusal as refused:
        raise click.ClickException(refused.words) from refused
    click.echo(
        f"{'A new account' if new else 'Changed'}: {account.name}, {account.address}, {role}."
    )
    if second_factor.is_missing(account):
        here = f"{settings().url}/account/second-factor"
        click.echo(f"Still to set up, before the role opens anything: a second factor, at {here}")


@click.command("forget-second-factor")
@click.argument("email")
@with_appcontext
def forget_second_factor(email: str) -> None:
    """Take away passkeys, authenticator app and recovery codes of EMAIL, who has lost them all.

    Be sure that it is they who ask. A letter tells them, and every log in ends.
    """
    try:
        account = readers.confirmed_at(email)
    except Refusal as refused:
        raise click.ClickException(refused.words) from refused
    if account is None:
        raise click.ClickException("There is no account with this confirmed address.")
    second_factor.forget(account)
    unit.keep()
    click.echo(f"{account.name} logs in by the password alone, until they set up another.")


@click.command("approve")
@click.argument("numbers", nargs=-1, type=int)
@click.option("--by", "email", required=True, help="E-mail address of the one who read them.")
@with_appcontext
def approve(numbers: tuple[int, ...], email: str) -> None:
    """Let everybody see held comments, by their NUMBERS; without one, list what waits."""
    try:
        editor = readers.confirmed_at(email) or Guest()
        waiting = {comment.id: comment for comment in comments.held(editor)}
        for comment in () if numbers else waiting.values():
            start = " ".join(comment.markdown.split())[:60]
            click.echo(f"{comment.id}  {comment.article.slug}  {comment.reader.name}: {start}")
        for number in numbers:
            if number not in waiting:
                raise click.ClickException(f"No comment {number} waits for an editor.")
            decisions.approve(editor, waiting[number])
        unit.keep()
    except Refusal as refused:
        raise click.ClickException(refused.words) from refused
    click.echo(f"{len(numbers)} are seen by everybody now; {len(waiting) - len(numbers)} wait.")


@click.command("work")
@with_appcontext
def work() -> None:
    """Do the jobs as they come: send letters, delete accounts.

    Ends when it is told to, the job in hand done.
    """
    stop = jobs.Stop()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stop.set())
    hands = _hands()
    if letters.KIND not in hands:
        click.echo("No mail server is named (LECTERN_MAIL_URL): letters wait.", err=True)
    jobs.work(hands, stop)


def _hands() -> Mapping[str, jobs.Hand]:
    """Who does which kind of job. Without a mail server, letters wait for one."""
    its = settings()
    post: mail.Post
    if its.mail_url:
        post = mail.Server.at(its.mail_url)
    elif its.development:
        post = mail.Folder(its.mail_folder)
    else:
        return {leaving.KIND: leaving.go}
    office = Office(its.url, its.secrets, its.sender, post, WRITERS)
    return {letters.KIND: office.deliver, leaving.KIND: leaving.go}


@click.command("jobs")
@click.option("--again", multiple=True, type=int, help="Try the dead job of this NUMBER again.")
@click.option("--forget", multiple=True, type=int, help="Take the dead job of this NUMBER away.")
@with_appcontext
def list_jobs(again: tuple[int, ...], forget: tuple[int, ...]) -> None:
    """List the jobs that wait and those that are dead; revive or forget dead ones."""
    if again or forget:
        click.echo(f"Tried again: {jobs.revive(again)}. Taken away: {jobs.bury(forget)}.")
        unit.keep()
    for job in jobs.listed():
        click.echo(
            f"{job.id}  {job.status}  {job.kind}  {job.payload.get('letter', '')}"
            f"  tried {job.attempts} times, next {job.run_at:%Y-%m-%d %H:%M:%S} UTC"
            f"  {job.last_error}".rstrip()
        )
    counts = jobs.counted()
    click.echo(f"{counts[jobs.JobStatus.WAITING]} wait, {counts[jobs.JobStatus.DEAD]} are dead.")


@click.command("welcome")
@with_appcontext
def welcome() -> None:
    """Say where the publication is served, and how to log in."""
    click.echo(f"\n  {publication.current().name}: {settings().url}")
    if settings().development and demo.is_there():
        click.echo(f"  Log in: {settings().url}/login")
        for role, address, password in demo.logins(DEMO):
            click.echo(f"    {role:<8} {address:<30} {password}")
        click.echo("    No second factor is asked of these. It is of every other account of staff.")
    click.echo("")


COMMANDS = (
    migrate,
    import_files,
    reminders,
    rerender,
    reindex,
    renew,
    demo_accounts,
    make_editor,
    forget_second_factor,
    approve,
    work,
    list_jobs,
    welcome,
)


def init_app(app: Flask) -> None:
    """Give the application its commands."""
    for each in COMMANDS:
        app.cli.add_command(each)
