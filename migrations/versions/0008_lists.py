"""Lists: under a topic and an author each is a range of one index; accounts and log ins are found."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

# ruff: noqa: S608 (every name in these statements stands in this file)
LINKS = {"article_topic": "topic_id", "article_author": "author_id"}
STANDS = "SELECT published_at FROM article WHERE id = {} AND status = 'published'"
NOW = "CASE new.status WHEN 'published' THEN new.published_at END"


def upgrade() -> None:
    on_sqlite = op.get_bind().dialect.name == "sqlite"
    for table, owner in LINKS.items():
        op.add_column(table, sa.Column("listed_at", sa.DateTime(timezone=True), nullable=True))
        op.execute(f"UPDATE {table} SET listed_at = ({STANDS.format(f'{table}.article_id')})")
        op.drop_index(f"ix_{table}_{owner}", table)
        op.create_index(f"ix_{table}_latest", table, [owner, "listed_at", "article_id"])
        (_begin_on_sqlite if on_sqlite else _begin_on_postgresql)(table, owner)
    (_follow_on_sqlite if on_sqlite else _follow_on_postgresql)()
    op.create_index(op.f("ix_login_expires_at"), "login", ["expires_at"])
    op.drop_index("ix_reader_address", "reader")
    op.create_index("ix_reader_address", "reader", ["address", "confirmed_address"])


def _begin_on_sqlite(table: str, owner: str) -> None:
    """A new link takes over how its article stands, unless whoever made it said so."""
    op.execute(
        f"CREATE TRIGGER {table}_listed AFTER INSERT ON {table} WHEN new.listed_at IS NULL"
        f" BEGIN UPDATE {table} SET listed_at = ({STANDS.format('new.article_id')})"
        f" WHERE article_id = new.article_id AND {owner} = new.{owner}; END"
    )


def _follow_on_sqlite() -> None:
    """The links follow when an article is published, withdrawn or dated anew."""
    acts = " ".join(
        f"UPDATE {table} SET listed_at = {NOW} WHERE article_id = new.id;" for table in LINKS
    )
    op.execute(
        "CREATE TRIGGER article_listed AFTER UPDATE OF status, published_at ON article"
        " WHEN new.status <> old.status OR new.published_at <> old.published_at"
        f" BEGIN {acts} END"
    )


def _begin_on_postgresql(table: str, _owner: str) -> None:
    op.execute(
        f"CREATE FUNCTION {table}_listed() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN"
        f" new.listed_at := ({STANDS.format('new.article_id')}); RETURN new; END $$"
    )
    op.execute(
        f"CREATE TRIGGER {table}_listed BEFORE INSERT ON {table} FOR EACH ROW"
        f" WHEN (new.listed_at IS NULL) EXECUTE FUNCTION {table}_listed()"
    )


def _follow_on_postgresql() -> None:
    acts = " ".join(
        f"UPDATE {table} SET listed_at = {NOW} WHERE article_id = new.id;" for table in LINKS
    )
    op.execute(
        "CREATE FUNCTION article_listed() RETURNS trigger LANGUAGE plpgsql AS"
        f" $$ BEGIN {acts} RETURN NULL; END $$"
    )
    op.execute(
        "CREATE TRIGGER article_listed AFTER UPDATE OF status, published_at ON article FOR EACH ROW"
        " WHEN (new.status <> old.status OR new.published_at <> old.published_at)"
        " EXECUTE FUNCTION article_listed()"
    )


def downgrade() -> None:
    op.drop_index("ix_reader_address", "reader")
    op.create_index("ix_reader_address", "reader", ["address"])
    op.drop_index(op.f("ix_login_expires_at"), "login")
    for name, table in {f"{t}_listed": t for t in ("article", *LINKS)}.items():
        if op.get_bind().dialect.name == "sqlite":
            op.execute(f"DROP TRIGGER {name}")
        else:
            op.execute(f"DROP TRIGGER {name} ON {table}")
            op.execute(f"DROP FUNCTION {name}()")
    for table, owner in LINKS.items():
        op.drop_index(f"ix_{table}_latest", table)
        op.create_index(f"ix_{table}_{owner}", table, [owner, "article_id"])
        op.drop_column(table, "listed_at")
