"""Revisions: how often each thing that public pages rest on was changed."""

import secrets

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    table = op.create_table(
        "revision",
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("number", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("key", name="pk_revision"),
        sqlite_with_rowid=False,
    )
    op.bulk_insert(table, [{"key": "epoch", "number": secrets.randbits(62)}])


def downgrade() -> None:
    op.drop_table("revision")
