"""Write domain/guessed.txt.gz: passwords of twelve characters or more that are guessed first.

Nothing in it is copied from a list of passwords that were stolen. It is made of what every report
on such lists says of them: walks over the keyboard, counting, one thing said again and again, and
the same few words with a year or a number behind them.
"""

from __future__ import annotations

import gzip
from collections.abc import Iterator
from itertools import product
from pathlib import Path

SHORTEST, LONGEST = 12, 24
TARGET = Path(__file__).resolve().parent.parent / "domain" / "guessed.txt.gz"
ROWS = """
1234567890 qwertyuiop asdfghjkl zxcvbnm qwertzuiop yxcvbnm azertyuiop qsdfghjklm wxcvbn
""".split()  # noqa: SIM905 (as they stand on the keys)
WALKS = """
1qaz2wsx3edc4rfv5tgb6yhn 1q2w3e4r5t6y7u8i9o0p q1w2e3r4t5y6u7i8o9p0 qazwsxedcrfvtgbyhn
zaq12wsxcde34rfv 1qazxsw23edcvfr4 zaqxswcdevfrbgt qweasdzxcrtyfgh 123qweasdzxcrty
1234qwerasdfzxcv qwer1234asdf5678 asdf1234qwer5678 a1b2c3d4e5f6g7h8 1a2b3c4d5e6f7g8h
abc123def456ghi789 123abc456def789 147258369147 159357456852 789456123000 741852963741
147852369147 112233445566778899 111222333444555 123321123321 123123456456 121212343434
0987654321098 9876543210987 1029384756102938 13579246801357 24681357902468
""".split()  # noqa: SIM905
CHUNKS = """
12 123 1234 12345 123456 123456789 1234567890 321 4321 54321 654321 112233 121 1212 123321 007 69
abc abcd abc123 123abc qwe qwer qwerty qwe123 asd asdf asdfgh zxc zxcv zxcvbn qaz qazwsx 1qaz 1q2w
aa bb ab xyz test pass admin root user love hello hi ha haha lol god sex fuck shit money secret
""".split()  # noqa: SIM905
WORDS = """
password passwort passw0rd pass passwd admin administrator root user guest login welcome letmein
changeme default secret test testing master access system server computer internet google facebook
samsung iphone android windows microsoft apple qwerty qwertz azerty asdfgh zxcvbn iloveyou loveyou
lovely forever sunshine princess angel baby babygirl flower butterfly rainbow chocolate cookie
summer winter spring autumn monday friday january december football baseball basketball hockey
soccer liverpool arsenal chelsea barcelona juventus realmadrid manchester superman batman spiderman
starwars pokemon naruto minecraft nintendo playstation dragon monkey tiger shadow eagle wolf lion
dolphin elephant michael jennifer jessica ashley daniel matthew joshua andrew thomas robert william
charlie jordan hunter george jackson alexander nicole amanda michelle maria anthony christian jesus
blessed heaven money diamond golden silver mustang ferrari porsche mercedes corvette harley yamaha
killer hello whatever trustno nothing something everything freedom america england london germany
france canada mexico brazil india pakistan russia newyork california texas florida chicago boston
security secure private unknown family mother father brother sister friend friends birthday
christmas music guitar metallica slipknot purple orange yellow yankees cowboys lakers steelers
""".split()  # noqa: SIM905
ENDS = [
    *(
        "1",
        "12",
        "123",
        "1234",
        "12345",
        "123456",
        "1234567",
        "12345678",
        "123456789",
        "1234567890",
    ),
    *(
        "!",
        "!!",
        "!!!",
        "1!",
        "123!",
        "1234!",
        "@123",
        "@1234",
        "#1",
        "#123",
        "321",
        "4321",
        "54321",
    ),
    *("00", "000", "007", "01", "11", "111", "22", "69", "77", "777", "88", "99", "666", "qwerty"),
    *("abc", "abc123", "password", "pass", "admin", "love", "forever", "qwe", "qwe123", "asd"),
    *(str(year) for year in range(1980, 2031)),
    *(f"{year}!" for year in range(2015, 2031)),
    *(f"@{year}" for year in range(2015, 2031)),
]
BEGINNINGS = ["my", "the", "i", "1", "123", "1234", "12345", "123456", "new", "myp", "super", "iam"]
SENTENCES = """
correct horse battery staple|i love you forever|i love you so much|i love you baby|i love my family
i love my mother|let me in please|open sesame|this is my password|my password is password
password is password|the password is|no password needed|i forgot my password|i have no password
change me now|change me please|please change me|please let me in|trust no one|do not enter
to be or not to be|may the force be with you|live long and prosper|winter is coming|hakuna matata
carpe diem|never give up|never say never|keep it simple|just do it|hello world|hello my friend
one two three four|one two three four five|a b c d e f g h i j k l|happy birthday|merry christmas
jesus is lord|jesus loves me|god is good|god is love|in god we trust|thank you jesus|praise the lord
real madrid|manchester united|manchester city|you will never walk alone|nothing else matters
stairway to heaven|harry potter|lord of the rings|game of thrones|star wars forever|super mario
twelve characters|at least twelve characters|long enough password|very secure password
super secret password|top secret password|secret password|temporary password|default password
company password|new password|old password|strong password|administrator password|admin password
""".replace("\n", "|")


def guessed() -> Iterator[str]:
    """Every one that comes to mind, in small letters; some are too short."""
    yield from _walks()
    yield from _again_and_again()
    for word, end in product(WORDS, ["", *ENDS]):
        yield word + end
    for beginning, word, end in product(BEGINNINGS, WORDS, ("", "1", "123", "1234")):
        yield beginning + word + end
    for words in filter(None, SENTENCES.split("|")):
        yield from (joint.join(words.split()) for joint in ("", " ", "-", "_", "."))


def _walks() -> Iterator[str]:
    alphabet, digits = "abcdefghijklmnopqrstuvwxyz", "12345678901234567890"
    zeros = "0123456789012345678901234567"
    lines = [*WALKS, alphabet, alphabet[::-1], digits, digits[::-1], zeros, zeros[::-1]]
    lines += [one + other for one, other in product(ROWS, [*ROWS, *(r[::-1] for r in ROWS)])]
    for line in lines:
        yield from (line[:length] for length in range(SHORTEST, LONGEST + 1))


def _again_and_again() -> Iterator[str]:
    signs = "abcdefghijklmnopqrstuvwxyz0123456789.-_*!?#@ "
    yield from (sign * length for sign, length in product(signs, range(SHORTEST, LONGEST + 1)))
    for chunk, length in product([*CHUNKS, *WORDS], range(SHORTEST, 17)):
        yield (chunk * length)[:length]
    yield from (word * 2 for word in WORDS)
    yield from (word + word[::-1] for word in WORDS)


def main() -> None:
    """Write the list, the same bytes each time."""
    found = sorted({each for each in guessed() if len(each) >= SHORTEST})
    TARGET.write_bytes(gzip.compress("\n".join(found).encode(), 9, mtime=0))
    print(f"{len(found):,} passwords, {TARGET.stat().st_size:,} bytes")


if __name__ == "__main__":
    main()
