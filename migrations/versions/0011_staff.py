"""Staff are found by their role, however many readers there are."""

from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_index("ix_reader_role", "reader", ["role", "name"])


def downgrade() -> None:
    op.drop_index("ix_reader_role", "reader")
