"""Search: its entries, its words, and on SQLite its index."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

# ruff: noqa: S608 (every name in these statements stands in this file)
FIELDS = ("headline", "standfirst", "byline", "topics", "body", "sources")
COLUMNS = ", ".join(FIELDS)


def upgrade() -> None:
    op.create_table(
        "search_entry",
        sa.Column("article_id", sa.Integer(), autoincrement=False, nullable=False),
        *(sa.Column(field, sa.Text(), nullable=False) for field in FIELDS),
        sa.ForeignKeyConstraint(
            ["article_id"],
            ["article.id"],
            name=op.f("fk_search_entry_article_id_article"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("article_id", name=op.f("pk_search_entry")),
    )
    op.create_table(
        "search_word",
        sa.Column("word", sa.String(), nullable=False),
        sa.Column("stem", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("word", name=op.f("pk_search_word")),
        sqlite_with_rowid=False,
    )
    op.create_index(op.f("ix_search_word_stem"), "search_word", ["stem"])
    op.create_table(
        "search_spelling",
        sa.Column("form", sa.String(), nullable=False),
        sa.Column("word", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["word"],
            ["search_word.word"],
            name=op.f("fk_search_spelling_word_search_word"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("form", "word", name=op.f("pk_search_spelling")),
        sqlite_with_rowid=False,
    )
    if op.get_bind().dialect.name == "sqlite":
        _index_for_sqlite()


def _index_for_sqlite() -> None:
    """An FTS5 index over search_entry that keeps no text of its own, and the triggers that feed it."""
    op.execute(
        f"CREATE VIRTUAL TABLE search_text USING fts5({COLUMNS}, content='search_entry',"
        " content_rowid='article_id', tokenize='unicode61 remove_diacritics 2', prefix='2 3')"
    )
    put = f"INSERT INTO search_text (rowid, {COLUMNS}) VALUES (new.article_id, {_of('new')});"
    take = (
        f"INSERT INTO search_text (search_text, rowid, {COLUMNS})"
        f" VALUES ('delete', old.article_id, {_of('old')});"
    )
    for act, body in {"insert": put, "delete": take, "update": f"{take} {put}"}.items():
        op.execute(
            f"CREATE TRIGGER search_entry_{act} AFTER {act.upper()} ON search_entry"
            f" BEGIN {body} END"
        )


def _of(row: str) -> str:
    return ", ".join(f"{row}.{field}" for field in FIELDS)


def downgrade() -> None:
    if op.get_bind().dialect.name == "sqlite":
        op.execute("DROP TABLE search_text")
    op.drop_table("search_spelling")
    op.drop_table("search_word")
    op.drop_table("search_entry")
