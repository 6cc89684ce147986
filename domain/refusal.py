"""How the domain says no: in words, and with what the person needs to put it right."""

from __future__ import annotations

LOST = "The page may have moved, or the address may have a letter too many."


class Refusal(Exception):
    """A refusal; `words` is the sentence that the person reads."""

    def __init__(self, words: str) -> None:
        super().__init__(words)
        self.words = words


class Missing(Refusal):
    """There is nothing here that this person may see."""

    def __init__(self, words: str = LOST) -> None:
        super().__init__(words)


class Gone(Refusal):
    """Something stood here and was taken back."""


class LogInFirst(Refusal):
    """Only somebody with an account may do this."""

    def __init__(self, words: str = "Please log in first.") -> None:
        super().__init__(words)


class PasswordFirst(Refusal):
    """This is delicate, and the password was given too long ago."""

    def __init__(self, words: str = "Please give your password once more.") -> None:
        super().__init__(words)


class SecondFactorFirst(Refusal):
    """This is for staff, and the log in shows no more than a password."""

    def __init__(self, words: str = "Please set up a second factor first.") -> None:
        super().__init__(words)


class Forbidden(Refusal):
    """This person may not do this."""

    def __init__(self, words: str = "That is not yours to do.") -> None:
        super().__init__(words)


class Conflict(Refusal):
    """Somebody else was faster, or the time for it has passed."""


class TooLarge(Refusal):
    """More was sent than is taken."""


class TooMany(Refusal):
    """Too often in too short a time. `retry_after` is in seconds."""

    def __init__(self, words: str, retry_after: int) -> None:
        super().__init__(words)
        self.retry_after = retry_after


class Invalid(Refusal):
    """What was given cannot be taken: for each field by its name, what is wrong in words."""

    def __init__(self, **errors: str) -> None:
        super().__init__(" ".join(errors.values()))
        self.errors = errors


class Moved(Exception):
    """What was asked for stands at another slug now; not a refusal but a direction."""

    def __init__(self, slug: str) -> None:
        super().__init__(slug)
        self.slug = slug
