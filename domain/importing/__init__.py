"""Articles and the publication from files: Markdown with front matter, and `publication.yml`.

`found` finds the files below some paths, `Run` brings them in: what is unchanged is left alone,
what is wrong is reported by file, line and key, and everything else comes in.
"""

from .files import found
from .founding import lost_leads
from .reminders import of_all as reminders
from .report import Fate, Outcome, Remark, Report
from .run import Run

__all__ = ["Fate", "Outcome", "Remark", "Report", "Run", "found", "lost_leads", "reminders"]
