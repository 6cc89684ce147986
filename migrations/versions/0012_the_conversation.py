"""Recommendations, editors' picks, muted people, visits, and the order in which comments arrived."""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None

COUNTS = (
    ("article", "arrivals"),
    ("article", "pick_count"),
    ("comment", "recommendations"),
)
INDEXES = {
    "arrival": (["article_id", "arrival"], "arrival IS NOT NULL"),
    "answered_id": (["answered_id", "id"], "answered_id IS NOT NULL"),
    "recommended": (
        ["article_id", "recommendations", "thread"],
        "root_id IS NULL AND thread IS NOT NULL",
    ),
    "picked": (["article_id", "picked_at"], "picked_at IS NOT NULL"),
}


def upgrade() -> None:
    for table, column in COUNTS:
        count = sa.Column(column, sa.Integer(), nullable=False, server_default="0")
        op.add_column(table, count)
    op.add_column("comment", sa.Column("arrival", sa.Integer(), nullable=True))
    op.add_column("comment", sa.Column("picked_at", sa.DateTime(timezone=True), nullable=True))
    op.execute(
        "ALTER TABLE comment ADD COLUMN answered_id INTEGER"
        " CONSTRAINT fk_comment_answered_id_reader REFERENCES reader (id)"
    )
    _number()
    for name, (columns, condition) in INDEXES.items():
        where = {f"{engine}_where": sa.text(condition) for engine in ("sqlite", "postgresql")}
        op.create_index(f"ix_comment_{name}", "comment", columns, **where)
    _tables()


def _number() -> None:
    """Say of what was said before in which order it arrived, and whom it answers."""
    op.execute(
        "UPDATE comment SET arrival = found.number FROM (SELECT id, row_number() OVER"
        " (PARTITION BY article_id ORDER BY id) AS number FROM comment WHERE reply IS NOT NULL)"
        " AS found WHERE found.id = comment.id"
    )
    op.execute(
        "UPDATE article SET arrivals = found.number FROM (SELECT article_id, max(arrival) AS number"
        " FROM comment WHERE arrival IS NOT NULL GROUP BY article_id) AS found"
        " WHERE found.article_id = article.id"
    )
    op.execute(
        "UPDATE comment SET answered_id = answered.reader_id FROM comment AS answered"
        " WHERE answered.id = comment.parent_id AND answered.reader_id <> comment.reader_id"
    )


def _tables() -> None:
    op.create_table(
        "recommendation",
        sa.Column("reader_id", sa.Integer(), nullable=False),
        sa.Column("article_id", sa.Integer(), nullable=False),
        sa.Column("comment_id", sa.Integer(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        _refers("recommendation", "reader_id", "reader"),
        _refers("recommendation", "article_id", "article"),
        _refers("recommendation", "comment_id", "comment"),
        sa.PrimaryKeyConstraint("reader_id", "article_id", "comment_id", name="pk_recommendation"),
    )
    for column in ("article_id", "comment_id"):
        op.create_index(f"ix_recommendation_{column}", "recommendation", [column])
    op.create_table(
        "muted",
        sa.Column("reader_id", sa.Integer(), nullable=False),
        sa.Column("muted_id", sa.Integer(), nullable=False),
        sa.Column("since", sa.DateTime(timezone=True), nullable=False),
        _refers("muted", "reader_id", "reader"),
        _refers("muted", "muted_id", "reader"),
        sa.PrimaryKeyConstraint("reader_id", "muted_id", name="pk_muted"),
    )
    op.create_index("ix_muted_muted_id", "muted", ["muted_id"])
    op.create_table(
        "visit",
        sa.Column("reader_id", sa.Integer(), nullable=False),
        sa.Column("article_id", sa.Integer(), nullable=False),
        sa.Column("seen", sa.Integer(), nullable=False),
        sa.Column("newest", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        _refers("visit", "reader_id", "reader"),
        _refers("visit", "article_id", "article"),
        sa.PrimaryKeyConstraint("reader_id", "article_id", name="pk_visit"),
    )
    op.create_index("ix_visit_article_id", "visit", ["article_id"])


def _refers(table: str, column: str, to: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], [f"{to}.id"], name=f"fk_{table}_{column}_{to}")
