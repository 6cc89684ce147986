"""Jobs, the tokens of letters, and when a name and a password were last given."""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "job",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("key", sa.String(), nullable=True),
        sa.Column("payload", sa.JSON(), nullable=False),
        sa.Column("urgency", sa.Integer(), nullable=False),
        sa.Column("run_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("lease", sa.String(), nullable=True),
        sa.Column("last_error", sa.Text(), nullable=False),
        sa.Column(
            "status",
            sa.Enum("waiting", "dead", name="jobstatus", native_enum=False, length=20),
            nullable=False,
        ),
        sa.Column("queued_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_job")),
        sa.UniqueConstraint("key", name=op.f("uq_job_key")),
    )
    op.create_index("ix_job_next", "job", ["status", "urgency", "run_at", "id"])
    op.create_table(
        "token",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum("confirm", "reset", "address", name="tokenkind", native_enum=False, length=20),
            nullable=False,
        ),
        sa.Column("reader_id", sa.Integer(), nullable=False),
        sa.Column("address", sa.String(), nullable=False),
        sa.Column("secret_hash", sa.String(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("spent_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["reader_id"], ["reader.id"], name=op.f("fk_token_reader_id_reader"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_token")),
        sa.UniqueConstraint("secret_hash", name=op.f("uq_token_secret_hash")),
    )
    op.create_index(op.f("ix_token_expires_at"), "token", ["expires_at"])
    op.create_index(op.f("ix_token_reader_id"), "token", ["reader_id"])
    with op.batch_alter_table("reader") as table:
        table.add_column(sa.Column("renamed_at", sa.DateTime(timezone=True), nullable=True))
    with op.batch_alter_table("login") as table:
        table.add_column(sa.Column("password_at", sa.DateTime(timezone=True), nullable=True))
    op.execute("UPDATE login SET password_at = began_at")
    with op.batch_alter_table("login") as table:
        table.alter_column("password_at", existing_type=sa.DateTime(timezone=True), nullable=False)


def downgrade() -> None:
    with op.batch_alter_table("login") as table:
        table.drop_column("password_at")
    with op.batch_alter_table("reader") as table:
        table.drop_column("renamed_at")
    op.drop_table("token")
    op.drop_table("job")
