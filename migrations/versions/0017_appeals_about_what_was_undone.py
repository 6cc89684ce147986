"""Appeals that wait for an answer about what was undone: they are granted, as those since are.

The public figures of months that are over stay as they were read.
"""

from alembic import op

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None

TOLD = """
    INSERT INTO notice (reader_id, decision_id, made_at)
    SELECT appeal.reader_id, back.id, back.at FROM appeal
    JOIN decision AS back ON back.undoes_id = appeal.decision_id
    JOIN reader ON reader.id = appeal.reader_id
    WHERE appeal.answered_at IS NULL AND reader.left_at IS NULL
    AND NOT EXISTS (SELECT 1 FROM notice WHERE notice.decision_id = back.id)
"""
GRANTED = """
    UPDATE appeal SET outcome = 'overturned', answered_at = back.at, answered_by_id = back.actor_id
    FROM decision AS back
    WHERE back.undoes_id = appeal.decision_id AND appeal.answered_at IS NULL
"""


def upgrade() -> None:
    op.execute(TOLD)
    op.execute(GRANTED)


def downgrade() -> None:
    """Who was granted an appeal is not refused it again."""
