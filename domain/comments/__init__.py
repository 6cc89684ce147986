"""The conversation under an article: read as threads, written one comment at a time."""

from models import Article, Comment, CommentStatus

from .arriving import latest, since
from .composing import Composer, composer, place_for
from .editing import edit, held, rerender, withdraw
from .finding import answered, discussed, find, place_of, visible
from .own import Own, own
from .posting import post, words_for
from .said import Said, said
from .texts import preview
from .threads import Conversation, Thread, discussion, picks, thread_at

__all__ = [
    "Article",
    "Comment",
    "CommentStatus",
    "Composer",
    "Conversation",
    "Own",
    "Said",
    "Thread",
    "answered",
    "composer",
    "discussed",
    "discussion",
    "edit",
    "find",
    "held",
    "latest",
    "own",
    "picks",
    "place_for",
    "place_of",
    "post",
    "preview",
    "rerender",
    "said",
    "since",
    "thread_at",
    "visible",
    "withdraw",
    "words_for",
]
