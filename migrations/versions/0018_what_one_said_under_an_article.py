"""Whether somebody said something under an article is one look, however much they said elsewhere."""

from alembic import op

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_index(
        "ix_comment_reader_article", "comment", ["reader_id", "article_id"], if_not_exists=True
    )
