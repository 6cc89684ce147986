"""Answering before Flask what is kept and right, and keeping what was made."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from threading import Lock, local
from time import time
from typing import Any, cast

from domain import reading
from domain.revisions import Unreachable, Watch, watch

from ..gaps import TALK
from ..visitor import ORDINARY
from .asking import Asked, Environ, asked, asked_by_somebody, for_all
from .making import SLOT, Made
from .moulds import Asking, Mould, mould_of
from .passing import Answer, Application, Passed, is_known, passed_on
from .shelf import Kept, Shelf, Theirs
from .somebody import LoggedInBy, Regular, fill, regular

PATIENCE = 15 * 60
"""Seconds for which a page is answered unasked while the database cannot be reached."""
PAUSE = 1
"""Seconds before a database that could not be reached is tried again."""
MOULD = "mould"
OF_AN_ANSWER = frozenset(["HTTP_ACCEPT_ENCODING", "HTTP_IF_NONE_MATCH"])
"""What a request says of how the whole page is to be answered, and not of what stands on it."""
MANY = 10_000
NEVER = float("inf")
LATELY = 60
"""Seconds for which a reader is known by the words of their request."""
Words = tuple[str | None, ...]


class PageCache:
    """A WSGI application in front of `application`, of at most `most` bytes in this process.

    What it answers is never older than the database: it asks for the revisions of a page each time.
    """

    def __init__(
        self,
        application: Application,
        *,
        site: str,
        database: str,
        most: int,
        logged_in_by: LoggedInBy,
    ) -> None:
        self.application, self.site, self.database = application, site, database
        self.logged_in_by = logged_in_by
        self.shelf = Shelf(most)
        self._mine = local()
        self._unmouldable: dict[Asked, float] = {}
        self._turns: dict[Any, tuple[Lock, int]] = {}
        self._lock = Lock()

    def __call__(self, environ: Environ, answer: Answer) -> Iterable[bytes]:
        """Answer what is asked for the first time in these words slowly, then quickly."""
        get = environ.get
        words = (
            environ["PATH_INFO"],
            get("QUERY_STRING"),
            get("HTTP_COOKIE"),
            get("HTTP_ACCEPT_ENCODING"),
            get("HTTP_HX_REQUEST_TYPE"),
            get("HTTP_HX_HISTORY_RESTORE_REQUEST"),
        )
        kept = self.shelf.by_words.get(words)
        if kept is not None and environ["REQUEST_METHOD"] == "GET" and self._is_right(kept):
            return _say(kept, environ, answer)
        page = asked(environ)
        if page is None:
            filled = self._filled(words, environ, answer)
            return self.application(environ, answer) if filled is None else filled
        kept = self._find(page)
        if kept is None:
            return self._make(page, environ).say(environ, answer)
        self.shelf.know(words, kept)
        return _say(kept, environ, answer)

    def _find(self, page: Asked, kind: str = "") -> Kept | None:
        """The page, if it is kept and right, with or without the acknowledgement as it should."""
        for has_read in (True, False):
            key = page.key(has_read=has_read)
            kept = self.shelf.find((kind, key) if kind else key)
            if kept and (kept.mark == page.welcome) is has_read and self._is_right(kept):
                return kept
        return None

    def _make(self, page: Asked, environ: Environ) -> Passed:
        """Have the page made; whoever asks for the same meanwhile waits for it."""
        with self._in_turn(page):
            if kept := self._find(page):
                return Passed("200 OK", kept.headers, kept.chunks)
            made, began = Made(), time()
            request = for_all(environ, page, self.site) | {SLOT: made}
            passed = passed_on(self.application, request)
            if made.stamp is None or not made.is_shared or not passed.may_be_kept:
                return passed
            body = passed.whole()
            key = page.key(has_read=made.mark == page.welcome)
            self.shelf.put(key, _kept(body, passed, made, began))
            return Passed(passed.status, passed.headers, (body,))

    def _filled(self, words: Words, environ: Environ, answer: Answer) -> Iterable[bytes] | None:
        """The page filled for the reader who asks; None where it has to be made for them alone."""
        if environ["REQUEST_METHOD"] != "GET" or "HTTP_RANGE" in environ:
            return None
        try:
            now = time()
            theirs = self._known(words, now) or self._looked_up(words, environ, now)
        except Unreachable:
            self.close()
            return None
        return fill(theirs.kept, theirs.asking, environ, answer) if theirs else None

    def _known(self, words: Words, now: float) -> Theirs | None:
        """What the reader had when they asked last in these words, if nothing at all changed."""
        theirs = self.shelf.theirs.get(words)
        if theirs is None or now >= theirs.until:
            return None
        watch = self._watch(now)
        is_same = (watch.number, watch.pulse()) == theirs.seen
        if not is_same or watch.instant(datetime.now(UTC)) >= theirs.expires:
            return None
        return theirs if self._is_right(theirs.kept) else None

    def _looked_up(self, words: Words, environ: Environ, now: float) -> Theirs | None:
        """What the database has of the reader, if their page comes from a mould."""
        asks = asked_by_somebody(environ)
        secret_hash = self.logged_in_by(asks[1]) if asks else None
        if asks is None or secret_hash is None:
            return None
        watch = self._watch(now)
        pulse = watch.pulse()
        who = regular(watch, secret_hash)
        kept = self._mould(who.page(asks[0]), environ) if who else None
        asking = self._asking(who, kept, environ) if who and kept else None
        if who is None or kept is None or asking is None:
            return None
        theirs = Theirs(kept, asking, (watch.number, pulse), who.expires, now + LATELY)
        if pulse is not None and asking.talk is None:
            self.shelf.know_reader(words, theirs)
        return theirs

    def _asking(self, who: Regular, kept: Kept, environ: Environ) -> Asking | None:
        """What goes into the gaps of `kept`, a conversation too where `who` has a part in it.

        None where that cannot be, or where page or reader became another while it was made.
        """
        if not who.has_part(kept):
            return who.asking()
        talk = self._talk(environ) if kept.mould and kept.mould.around else None
        is_same = talk is not None and who.is_still_so() and self._is_right(kept)
        return who.asking(talk) if is_same else None

    def _talk(self, environ: Environ) -> bytes | None:
        """The conversation as whoever asks sees it; None where there is none to be put in."""
        request = {name: environ[name] for name in environ if name not in OF_AN_ANSWER}
        passed = passed_on(self.application, request | {TALK: True})
        body = passed.whole()
        is_talk = passed.status.startswith("200") and not passed.header("Set-Cookie")
        return body if is_talk else None

    def _mould(self, page: Asked, environ: Environ) -> Kept | None:
        """The mould of a page, made now if there is none; None where it cannot be one."""
        if time() - self._unmouldable.get(page, 0) < PATIENCE:
            return None
        kept = self._find(page, MOULD)
        if kept is None:
            with self._in_turn((MOULD, page)):
                kept = self._find(page, MOULD) or self._make_mould(page, environ)
        return kept if kept and kept.mould else None

    def _make_mould(self, page: Asked, environ: Environ) -> Kept | None:
        if len(self._unmouldable) > MANY:
            self._unmouldable.clear()
        made, began = Made(), time()
        chosen = dict(reading.read(page.reading).chosen)
        request = for_all(environ, page, self.site) | {SLOT: made, ORDINARY: chosen}
        passed = passed_on(self.application, request)
        body = passed.whole()
        if made.stamp is None or not made.is_shared or not passed.may_be_kept:
            self._unmouldable[page] = began
            return None
        kept = _kept(b"", passed, made, began, mould_of(body.decode()))
        self.shelf.put((MOULD, page.key(has_read=made.mark == page.welcome)), kept)
        return kept

    def _is_right(self, kept: Kept) -> bool:
        """Whether the page would be made the same again at this moment."""
        now = time()
        if now >= kept.until:
            return False
        try:
            is_right = self._agrees(kept, now)
        except Unreachable:
            return now - kept.checked < PATIENCE
        if is_right:
            kept.checked, kept.was_used = now, True
        return is_right

    def _agrees(self, kept: Kept, now: float) -> bool:
        """Ask the database; over a new connection where the kept one has died."""
        try:
            return _agree(self._watch(now), kept)
        except Unreachable:
            self.close()
            return _agree(self._watch(now), kept)

    def _watch(self, now: float) -> Watch:
        mine = self._mine
        watching: Watch | None = getattr(mine, "watch", None)
        if watching is not None:
            return watching
        if now < getattr(mine, "again", 0):
            raise Unreachable
        mine.again = now + PAUSE
        mine.watch = watch(self.database)
        mine.again = 0
        return cast(Watch, mine.watch)

    @contextmanager
    def _in_turn(self, key: Any) -> Iterator[None]:
        with self._lock:
            turn, waiting = self._turns.get(key, (Lock(), 0))
            self._turns[key] = turn, waiting + 1
        try:
            with turn:
                yield
        finally:
            with self._lock:
                turn, waiting = self._turns.pop(key)
                if waiting > 1:
                    self._turns[key] = turn, waiting - 1

    def close(self) -> None:
        """Let go of this thread's connection."""
        if mine := getattr(self._mine, "watch", None):
            self._mine.watch = None
            mine.close()


def _agree(watch: Watch, kept: Kept) -> bool:
    """Whether the revisions are those that the page was made from."""
    pulse = watch.pulse()
    if pulse is not None and kept.pulses.get(watch.number) == pulse:
        return True
    if watch.revisions(kept.stamp.keys) != kept.stamp.numbers:
        return False
    kept.saw(watch.number, pulse)
    return True


def _kept(
    body: bytes, passed: Passed, made: Made, began: float, mould: Mould | None = None
) -> Kept:
    assert made.stamp is not None  # noqa: S101 (for the type checker)
    until = made.stamp.until.timestamp() if made.stamp.until else NEVER
    headers = [pair for pair in passed.headers if pair[0].title() != "Date"]  # the server's to say
    headers.append(("Server-Timing", "kept"))
    return Kept(body, headers, passed.etag, made.stamp, made.mark, until, began, mould=mould)


def _say(kept: Kept, environ: Environ, answer: Answer) -> Iterable[bytes]:
    known = environ.get("HTTP_IF_NONE_MATCH")
    if known is not None and is_known(known, kept.etag):
        answer("304 NOT MODIFIED", kept.unchanged)
        return []
    answer("200 OK", kept.headers)
    return kept.chunks if environ["REQUEST_METHOD"] == "GET" else []
