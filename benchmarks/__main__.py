"""`make bench`: makes the corpora, measures the rows, tells the table and what changed."""

from __future__ import annotations

import argparse
import signal
import subprocess
import sys
from pathlib import Path

from sqlalchemy import create_engine, make_url

import cli
from models.database import connect, db
from settings import ROOT

from . import chart, publishing, results, table
from .corpus import Corpus, Plan, make
from .measuring import QUICK, Loader, Pace
from .rows import ROWS
from .sites import Sites
from .watching import watched

FAILURES = (AssertionError, OSError, RuntimeError, subprocess.SubprocessError)
"""What one row may come to, and the others go on."""
SMALL = Plan(articles=1_000, comments=1_000, most=10)
"""What growth is measured from."""


def main() -> None:
    """Measure what was asked for."""
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))  # so that the servers are ended too
    asked = _asked()
    asked.folder.mkdir(parents=True, exist_ok=True)
    large = Plan(asked.articles, asked.comments, min(asked.most, asked.comments // 2), asked.seed)
    corpora = {"large": _made(large, asked), "small": _made(SMALL, asked)}
    if asked.only_corpus:
        return
    sites = Sites(_emptied(asked.folder / "run"), corpora, asked.folder / "media")
    loader = Loader(sites.folder, _pace(asked))
    plans = {size: corpus.plan for size, (corpus, _) in corpora.items()}
    run = results.begun(loader.name, plans, "PostgreSQL" if asked.database else "SQLite")
    try:
        _measure(run, sites, loader, asked.rows.split() or list(ROWS))
    finally:
        sites.stop()
        _tell(run, asked)
    sys.exit(1 if run.failed else 0)


def _asked() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="make bench", description=__doc__)
    parser.add_argument("--articles", type=int, default=Plan.articles)
    parser.add_argument("--comments", type=int, default=Plan.comments)
    parser.add_argument("--most", type=int, default=Plan.most, help="comments on one article")
    parser.add_argument("--seed", type=int, default=Plan.seed)
    parser.add_argument("--rows", default="", help=f"some of: {' '.join(ROWS)}")
    parser.add_argument("--quick", action="store_true", help="a second for each, once")
    parser.add_argument("--seconds", type=float, default=Pace.seconds, help="of each measurement")
    parser.add_argument("--repeats", type=int, default=Pace.repeats, help="of each, in turns")
    parser.add_argument("--against", type=Path, help="a stored run (JSON) to compare with")
    parser.add_argument("--database", help="a PostgreSQL server, as postgresql://…, not SQLite")
    parser.add_argument("--publish", action="store_true", help="into docs/performance.md")
    parser.add_argument("--only-corpus", action="store_true", help="make it and measure nothing")
    folder = ROOT / "var" / "benchmarks"
    parser.add_argument("--folder", type=Path, default=folder, help="for corpora and results")
    asked = parser.parse_args()
    if unknown := set(asked.rows.split()) - ROWS.keys():
        parser.error(f"no such rows: {' '.join(sorted(unknown))}; there are: {' '.join(ROWS)}")
    return asked


def _pace(asked: argparse.Namespace) -> Pace:
    return QUICK if asked.quick else Pace(asked.seconds, asked.repeats)


def _made(plan: Plan, asked: argparse.Namespace) -> tuple[Corpus, str]:
    """A corpus and the address of its database; on PostgreSQL two of them stand side by side."""
    path = asked.folder / plan.name
    url = f"sqlite:///{path / 'lectern.db'}"
    if asked.database:
        path, name = path.with_name(f"{plan.name}-postgresql"), plan.name.replace("-", "_")
        url = _database(asked.database, f"lectern_bench_{name}", is_new=not path.exists())
    return make(plan, path, url, _migrate, watched), url


def _database(server: str, name: str, *, is_new: bool) -> str:
    """The address of a database of this name on a server, made anew where it is to be new."""
    engine = create_engine(make_url(server).set(drivername="postgresql+psycopg"))
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        if is_new:
            connection.exec_driver_sql(f'DROP DATABASE IF EXISTS "{name}"')
            connection.exec_driver_sql(f'CREATE DATABASE "{name}"')
    engine.dispose()
    return make_url(server).set(database=name).render_as_string(hide_password=False)


def _migrate(url: str) -> None:
    engine = connect(url)
    cli.upgrade()
    db.remove()
    engine.dispose()


def _emptied(folder: Path) -> Path:
    for path in sorted(folder.rglob("*"), reverse=True):
        path.rmdir() if path.is_dir() else path.unlink()
    folder.mkdir(exist_ok=True)
    return folder


def _measure(run: results.Run, sites: Sites, loader: Loader, rows: list[str]) -> None:
    """Row by row, each told when it is there."""
    print(f"Measured with {loader.name}; 1 hello is what Flask answers of ready bytes.\n")
    for key in rows:
        try:
            for row in ROWS[key](sites, loader):
                run.rows.append(row)
                print(f"  {row.name}: {table.shown(row.value)} {row.unit} {row.note}", flush=True)
        except FAILURES as error:
            run.failed.append(key)
            print(f"  {key} could not be measured: {error}", file=sys.stderr, flush=True)


def _tell(run: results.Run, asked: argparse.Namespace) -> None:
    print("", *table.lines(run), "", sep="\n")
    if asked.against:
        print(*table.changes(run, results.Run.at_path(asked.against)), "", sep="\n")
    run.keep(asked.folder / "last.json")
    (asked.folder / "last.svg").write_text(chart.drawn(run), encoding="utf-8")
    print(f"Kept in {asked.folder}: last.json, last.svg", file=sys.stderr)
    if asked.publish:
        publishing.publish(run, ROOT)


if __name__ == "__main__":
    main()
