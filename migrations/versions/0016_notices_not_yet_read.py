"""Notices that nobody has marked as read, which every page of a reader counts."""

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None

UNREAD = sa.text("seen_at IS NULL")


def upgrade() -> None:
    op.create_index(
        "ix_notice_unread",
        "notice",
        ["reader_id"],
        sqlite_where=UNREAD,
        postgresql_where=UNREAD,
    )
