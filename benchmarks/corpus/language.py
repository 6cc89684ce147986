"""An invented language: words made of syllables, common ones short, as often as Zipf found them."""

from __future__ import annotations

from itertools import accumulate
from random import Random

from domain.search.words import FUNCTION_WORDS

ONSETS = (
    *"bdfghjklmnprstvwyz",
    *("br", "ch", "dr", "fl", "gl", "gr", "kl", "pl", "pr", "sh", "sk", "sl", "st", "th", "tr"),
)
VOWELS = (*"aeiou", "ai", "ea", "ia", "oa", "ou")
CODAS = ("", "", "", *"lmnrst", "nd", "rn", "st", "lt")
FLATTENED = 2.7
"""What Mandelbrot added to the rank: the few most common words are nearer to each other."""


class Language:
    """Words by rank, the most common first, and how to draw from them."""

    def __init__(self, size: int, random: Random) -> None:
        self.random = random
        self.words = _words(size, random)
        self._sums = list(accumulate(1 / (rank + FLATTENED) for rank in range(1, size + 1)))

    def draw(self, number: int) -> list[str]:
        """So many words, common ones often."""
        return self.random.choices(self.words, cum_weights=self._sums, k=number)

    def sentence(self, shortest: int = 7, longest: int = 22) -> str:
        """A sentence, sometimes with a comma."""
        words = self.draw(self.random.randint(shortest, longest))
        if len(words) > 12:
            words[len(words) // 2] += ","
        return " ".join(words).capitalize() + "."

    def text(self, words: int) -> str:
        """Sentences of about so many words together."""
        sentences: list[str] = []
        told = 0
        while told < words:
            sentences.append(self.sentence())
            told += sentences[-1].count(" ") + 1
        return " ".join(sentences)

    def title(self) -> str:
        """A headline: a few words that are not the most common ones."""
        words = [*self.draw(self.random.randint(3, 6)), self.random.choice(self.words)]
        return " ".join(words).capitalize()

    def name(self) -> str:
        """What a person is called."""
        first, last = self.random.sample(self.words[len(self.words) // 4 :], 2)
        return f"{first[:8].capitalize()} {last[:10].capitalize()}"


def _words(size: int, random: Random) -> list[str]:
    """So many different words, the shorter ones first."""
    found: dict[str, None] = {}
    while len(found) < size:
        syllables = random.choices((1, 2, 3, 4), (2, 40, 40, 18))[0]
        word = "".join(
            random.choice(ONSETS) + random.choice(VOWELS) + random.choice(CODAS)
            for _ in range(syllables)
        )
        if 3 <= len(word) <= 14 and word not in FUNCTION_WORDS:
            found[word] = None
    return sorted(found, key=len)
