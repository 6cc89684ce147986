"""Search on PostgreSQL: its index. SQLite has had its own since 0002."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0006"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    if op.get_bind().dialect.name != "postgresql":
        return
    op.create_table(
        "search_text",
        sa.Column("article_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("vector", postgresql.TSVECTOR(), nullable=False),
        sa.ForeignKeyConstraint(
            ["article_id"],
            ["search_entry.article_id"],
            name=op.f("fk_search_text_article_id_search_entry"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("article_id", name=op.f("pk_search_text")),
    )
    # What is pending would be searched word by word.
    op.create_index(
        op.f("ix_search_text_vector"),
        "search_text",
        ["vector"],
        postgresql_using="gin",
        postgresql_with={"fastupdate": "off"},
    )


def downgrade() -> None:
    if op.get_bind().dialect.name == "postgresql":
        op.drop_table("search_text")
