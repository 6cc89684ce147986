"""Notices of replies, the letters that tell of them, and who wants which."""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column(
        "reader",
        sa.Column(
            "replies",
            sa.Enum("at-once", "daily", "never", name="replies", native_enum=False, length=20),
            nullable=False,
            server_default="daily",
        ),
    )
    with op.batch_alter_table("notice") as table:
        table.add_column(sa.Column("comment_id", sa.Integer(), nullable=True))
        table.add_column(sa.Column("letter", sa.String(), nullable=True))
        table.create_foreign_key(
            op.f("fk_notice_comment_id_comment"), "comment", ["comment_id"], ["id"]
        )
        table.create_unique_constraint(
            op.f("uq_notice_comment_id_reader_id"), ["comment_id", "reader_id"]
        )
        table.create_check_constraint(
            op.f("ck_notice_one_thing"), "(decision_id IS NULL) <> (comment_id IS NULL)"
        )


def downgrade() -> None:
    op.execute("DELETE FROM notice WHERE decision_id IS NULL")
    with op.batch_alter_table("notice") as table:
        table.drop_constraint(op.f("ck_notice_one_thing"), type_="check")
        table.drop_constraint(op.f("uq_notice_comment_id_reader_id"), type_="unique")
        table.drop_constraint(op.f("fk_notice_comment_id_comment"), type_="foreignkey")
        table.drop_column("letter")
        table.drop_column("comment_id")
    op.drop_column("reader", "replies")
