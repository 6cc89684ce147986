"""When an account goes, whether what it wrote goes along, and when it went."""

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("reader", sa.Column("leaves_at", sa.DateTime(timezone=True), nullable=True))
    op.add_column(
        "reader",
        sa.Column("takes_comments", sa.Boolean(), nullable=False, server_default=sa.false()),
    )
    op.add_column("reader", sa.Column("left_at", sa.DateTime(timezone=True), nullable=True))


def downgrade() -> None:
    for column in ("left_at", "takes_comments", "leaves_at"):
        op.drop_column("reader", column)
