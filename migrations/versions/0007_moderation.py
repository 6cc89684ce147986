"""Moderation: queues, reports, decisions, appeals, notices, bans, words that hold."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


KEPT = "a line of the log is neither changed nor taken out"


def upgrade() -> None:
    _tables()
    for status in ("held", "hidden"):
        op.execute(f"UPDATE comment SET queue = '{status}' WHERE status = '{status}'")  # noqa: S608
    _keep_the_log()


def _keep_the_log() -> None:
    """Have the database itself refuse to change a line of the log."""
    if op.get_bind().dialect.name == "sqlite":
        for what in ("UPDATE", "DELETE"):
            op.execute(
                f"CREATE TRIGGER decision_is_kept_{what.lower()} BEFORE {what} ON decision"
                f" BEGIN SELECT RAISE(ABORT, '{KEPT}'); END"
            )
        return
    op.execute(
        "CREATE FUNCTION decision_is_kept() RETURNS trigger LANGUAGE plpgsql AS"
        f" $$ BEGIN RAISE EXCEPTION '{KEPT}'; END $$"
    )
    op.execute(
        "CREATE TRIGGER decision_is_kept BEFORE UPDATE OR DELETE ON decision"
        " FOR EACH ROW EXECUTE FUNCTION decision_is_kept()"
    )


def _tables() -> None:
    op.create_table(
        "decision_tally",
        sa.Column("month", sa.String(), nullable=False),
        sa.Column(
            "act",
            sa.Enum(
                "hold",
                "approve",
                "hide",
                "remove",
                "close",
                "message",
                "warn",
                "suspend",
                "ban",
                "always-hold",
                "lift",
                "hold-article",
                "release-article",
                "appoint",
                "undo",
                "appeal",
                "uphold",
                "overturn",
                "withdraw",
                name="act",
                native_enum=False,
                length=20,
            ),
            nullable=False,
        ),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("month", "act", name=op.f("pk_decision_tally")),
    )
    op.create_table(
        "watchword",
        sa.Column("folded", sa.String(), nullable=False),
        sa.Column("word", sa.String(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum("banned", "suspect", name="watchwordkind", native_enum=False, length=20),
            nullable=False,
        ),
        sa.PrimaryKeyConstraint("folded", name=op.f("pk_watchword")),
    )
    op.create_table(
        "ban",
        sa.Column("mark", sa.String(), nullable=False),
        sa.Column("reader_id", sa.Integer(), nullable=False),
        sa.Column("since", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["reader_id"], ["reader.id"], name=op.f("fk_ban_reader_id_reader")),
        sa.PrimaryKeyConstraint("mark", name=op.f("pk_ban")),
    )
    with op.batch_alter_table("ban", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_ban_reader_id"), ["reader_id"], unique=False)

    op.create_table(
        "decision",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("actor_id", sa.Integer(), nullable=True),
        sa.Column(
            "act",
            sa.Enum(
                "hold",
                "approve",
                "hide",
                "remove",
                "close",
                "message",
                "warn",
                "suspend",
                "ban",
                "always-hold",
                "lift",
                "hold-article",
                "release-article",
                "appoint",
                "undo",
                "appeal",
                "uphold",
                "overturn",
                "withdraw",
                name="act",
                native_enum=False,
                length=20,
            ),
            nullable=False,
        ),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("comment_id", sa.Integer(), nullable=True),
        sa.Column("article_id", sa.Integer(), nullable=True),
        sa.Column("subject_id", sa.Integer(), nullable=True),
        sa.Column("before", sa.JSON(), nullable=False),
        sa.Column("after", sa.JSON(), nullable=False),
        sa.Column("undoes_id", sa.Integer(), nullable=True),
        sa.Column("is_public", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["actor_id"], ["reader.id"], name=op.f("fk_decision_actor_id_reader")
        ),
        sa.ForeignKeyConstraint(
            ["article_id"], ["article.id"], name=op.f("fk_decision_article_id_article")
        ),
        sa.ForeignKeyConstraint(
            ["comment_id"], ["comment.id"], name=op.f("fk_decision_comment_id_comment")
        ),
        sa.ForeignKeyConstraint(
            ["subject_id"], ["reader.id"], name=op.f("fk_decision_subject_id_reader")
        ),
        sa.ForeignKeyConstraint(
            ["undoes_id"], ["decision.id"], name=op.f("fk_decision_undoes_id_decision")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_decision")),
        sa.UniqueConstraint("undoes_id", name=op.f("uq_decision_undoes_id")),
    )
    with op.batch_alter_table("decision", schema=None) as batch_op:
        batch_op.create_index("ix_decision_actor_id", ["actor_id", "id"], unique=False)
        batch_op.create_index("ix_decision_comment_id", ["comment_id", "id"], unique=False)
        batch_op.create_index("ix_decision_subject_id", ["subject_id", "id"], unique=False)

    op.create_table(
        "report",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("comment_id", sa.Integer(), nullable=False),
        sa.Column("reader_id", sa.Integer(), nullable=False),
        sa.Column(
            "reason",
            sa.Enum(
                "attack",
                "hate",
                "spam",
                "off-topic",
                "misleading",
                "private",
                "unlawful",
                "other",
                name="reason",
                native_enum=False,
                length=20,
            ),
            nullable=False,
        ),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("settled_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["comment_id"], ["comment.id"], name=op.f("fk_report_comment_id_comment")
        ),
        sa.ForeignKeyConstraint(
            ["reader_id"], ["reader.id"], name=op.f("fk_report_reader_id_reader")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_report")),
        sa.UniqueConstraint("comment_id", "reader_id", name=op.f("uq_report_comment_id_reader_id")),
    )
    with op.batch_alter_table("report", schema=None) as batch_op:
        batch_op.create_index("ix_report_reader_id", ["reader_id", "made_at"], unique=False)

    op.create_table(
        "appeal",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("decision_id", sa.Integer(), nullable=False),
        sa.Column("reader_id", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("answered_by_id", sa.Integer(), nullable=True),
        sa.Column(
            "outcome",
            sa.Enum("upheld", "overturned", name="outcome", native_enum=False, length=20),
            nullable=True,
        ),
        sa.Column("answer", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["answered_by_id"], ["reader.id"], name=op.f("fk_appeal_answered_by_id_reader")
        ),
        sa.ForeignKeyConstraint(
            ["decision_id"], ["decision.id"], name=op.f("fk_appeal_decision_id_decision")
        ),
        sa.ForeignKeyConstraint(
            ["reader_id"], ["reader.id"], name=op.f("fk_appeal_reader_id_reader")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_appeal")),
        sa.UniqueConstraint("decision_id", name=op.f("uq_appeal_decision_id")),
    )
    with op.batch_alter_table("appeal", schema=None) as batch_op:
        batch_op.create_index(
            "ix_appeal_open",
            ["id"],
            unique=False,
            sqlite_where=sa.text("answered_at IS NULL"),
            postgresql_where=sa.text("answered_at IS NULL"),
        )
        batch_op.create_index(batch_op.f("ix_appeal_reader_id"), ["reader_id"], unique=False)

    op.create_table(
        "decision_text",
        sa.Column("decision_id", sa.Integer(), nullable=False),
        sa.Column("sentence", sa.Text(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["decision_id"], ["decision.id"], name=op.f("fk_decision_text_decision_id_decision")
        ),
        sa.PrimaryKeyConstraint("decision_id", name=op.f("pk_decision_text")),
    )
    op.create_table(
        "notice",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("reader_id", sa.Integer(), nullable=False),
        sa.Column("decision_id", sa.Integer(), nullable=True),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("seen_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["decision_id"], ["decision.id"], name=op.f("fk_notice_decision_id_decision")
        ),
        sa.ForeignKeyConstraint(
            ["reader_id"], ["reader.id"], name=op.f("fk_notice_reader_id_reader")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_notice")),
        sa.UniqueConstraint("decision_id", name=op.f("uq_notice_decision_id")),
    )
    with op.batch_alter_table("notice", schema=None) as batch_op:
        batch_op.create_index("ix_notice_reader_id", ["reader_id", "id"], unique=False)

    with op.batch_alter_table("article", schema=None) as batch_op:
        batch_op.add_column(
            sa.Column("holds", sa.Boolean(), nullable=False, server_default=sa.false())
        )

    with op.batch_alter_table("comment", schema=None) as batch_op:
        batch_op.add_column(
            sa.Column(
                "queue",
                sa.Enum(
                    "reported", "held", "new", "hidden", name="queue", native_enum=False, length=20
                ),
                nullable=True,
            )
        )
        batch_op.add_column(sa.Column("reports", sa.Integer(), nullable=False, server_default="0"))
        batch_op.add_column(sa.Column("turns", sa.Integer(), nullable=False, server_default="0"))
        batch_op.add_column(
            sa.Column("closed", sa.Boolean(), nullable=False, server_default=sa.false())
        )
        batch_op.add_column(sa.Column("echo", sa.String(), nullable=True))
        batch_op.create_index(
            "ix_comment_echo",
            ["echo"],
            unique=False,
            sqlite_where=sa.text("echo IS NOT NULL"),
            postgresql_where=sa.text("echo IS NOT NULL"),
        )
        batch_op.create_index(
            "ix_comment_queue",
            ["queue", "id"],
            unique=False,
            sqlite_where=sa.text("queue IS NOT NULL"),
            postgresql_where=sa.text("queue IS NOT NULL"),
        )
        batch_op.create_index(
            "ix_comment_queue_article",
            ["queue", "article_id", "id"],
            unique=False,
            sqlite_where=sa.text("queue IS NOT NULL"),
            postgresql_where=sa.text("queue IS NOT NULL"),
        )
        batch_op.create_index(
            "ix_comment_queue_reader",
            ["queue", "reader_id", "id"],
            unique=False,
            sqlite_where=sa.text("queue IS NOT NULL"),
            postgresql_where=sa.text("queue IS NOT NULL"),
        )

    with op.batch_alter_table("reader", schema=None) as batch_op:
        batch_op.add_column(sa.Column("suspended_until", sa.DateTime(timezone=True), nullable=True))
        batch_op.add_column(sa.Column("banned_at", sa.DateTime(timezone=True), nullable=True))
        batch_op.add_column(
            sa.Column("always_held", sa.Boolean(), nullable=False, server_default=sa.false())
        )
