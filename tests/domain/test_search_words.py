"""How words are made plain, taken apart, stemmed and compared."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.search import spelling, stems, words


@pytest.mark.parametrize(
    ("text", "phrases", "single"),
    [
        ("lamp light", (), ("lamp", "light")),
        ('"night train" to Nevers', (("night", "train"),), ("to", "Nevers")),
        ("“night train”", (("night", "train"),), ()),
        ("„Nachtzug nach Wien“", (("Nachtzug", "nach", "Wien"),), ()),
        ("«de nuit»", (("de", "nuit"),), ()),
        ('"night"', (), ("night",)),
        ('an open "quotation', (), ("an", "open", "quotation")),
        ('צה"ל', (), ("צה", "ל")),
        ("reader’s own", (), ("reader", "s", "own")),
        ("Lamp LAMP lamp", (), ("lamp",)),
        ("re\u00adader \u05e9\u05c1\u05b8\u05dc\u05d5\u05b9\u05dd", (), ("reader", "שלום")),
        ("snake_case a\x00b", (), ("snake", "case", "a", "b")),
        ("?! … —", (), ()),
    ],
)
def test_a_question_is_taken_apart(
    text: str, phrases: tuple[tuple[str, ...], ...], single: tuple[str, ...]
) -> None:
    query = words.taken_apart(text)
    assert query.phrases == phrases
    assert query.words == single


def test_only_words_that_tell_something_are_asked_for_alone() -> None:
    assert words.taken_apart("what is the fog for, d").telling == ("fog",)
    assert words.taken_apart("to be or not").telling == ("to", "be", "or", "not")


def test_the_last_word_may_still_grow() -> None:
    assert words.taken_apart("the night tr").open_word == "tr"
    assert words.taken_apart("night train at night").open_word == "night"
    assert words.taken_apart("the night t").open_word is None
    assert words.taken_apart('the "night train"').open_word is None


def test_quotation_marks_can_be_taken_off() -> None:
    assert words.taken_apart("the “night train” home").without_quotes == "the night train home"


@pytest.mark.parametrize(
    ("word", "folded"),
    [("Élan", "elan"), ("STRASSE", "strasse"), ("Straße", "straße"), ("Йод", "йод"), ("אב", "אב")],
)
def test_folding_takes_accents_from_latin_letters_alone(word: str, folded: str) -> None:
    assert words.fold(word) == folded


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("write", "writing"),
        ("lamp", "lamps"),
        ("story", "stories"),
        ("relation", "relational"),
        ("organise", "organizing"),
        ("hoping", "hopes"),
        ("hopping", "hop"),
        ("agreed", "agrees"),
        ("conflated", "conflate"),
        ("sized", "sizing"),
        ("adoption", "adopt"),
        ("controller", "controlling"),
        ("happiness", "happy"),
        ("caresses", "caress"),
        ("probate", "probates"),
    ],
)
def test_forms_of_a_word_share_a_stem(one: str, other: str) -> None:
    assert stems.stem(one) == stems.stem(other)


PORTERS_OWN = {
    "caresses": "caress", "ponies": "poni", "cats": "cat", "feed": "feed", "agreed": "agre",
    "plastered": "plaster", "bled": "bled", "motoring": "motor", "sing": "sing",
    "conflated": "conflat", "troubled": "troubl", "sized": "size", "hopping": "hop",
    "falling": "fall", "hissing": "hiss", "fizzed": "fizz", "filing": "file", "happy": "happi",
    "relational": "relat", "conditional": "condit", "rational": "ration", "digitizer": "digit",
    "radically": "radic", "differently": "differ", "operator": "oper", "feudalism": "feudal",
    "decisiveness": "decis", "hopefulness": "hope", "formality": "formal",
    "sensitivity": "sensit", "sensibility": "sensibl", "triplicate": "triplic",
    "formative": "form", "electrical": "electr", "goodness": "good", "revival": "reviv",
    "allowance": "allow", "inference": "infer", "airliner": "airlin", "adjustable": "adjust",
    "irritant": "irrit", "replacement": "replac", "adjustment": "adjust",
    "dependent": "depend", "adoption": "adopt", "communism": "commun", "activate": "activ",
    "effective": "effect", "bowdlerize": "bowdler", "probate": "probat", "cease": "ceas",
    "controlling": "control", "rolling": "roll",
}  # fmt: skip


def test_stems_are_those_of_the_published_rules() -> None:
    assert {word: stems.stem(word) for word in PORTERS_OWN} == PORTERS_OWN


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("ines", "in"),
        ("news", "new"),
        ("use", "us"),
        ("lens", "len"),
        ("hoping", "hopping"),
        ("israël", "israëls"),
    ],
)
def test_other_words_do_not(one: str, other: str) -> None:
    assert stems.stem(one) != stems.stem(other)


@pytest.mark.parametrize(
    ("one", "other", "near"),
    [
        ("lighthosue", "lighthouse", True),
        ("kindnes", "kindness", True),
        ("feery", "ferry", True),
        ("llamp", "lamp", True),
        ("lamp", "lamp", False),
        ("abcd", "bcda", False),
        ("lamp", "ramps", False),
        ("lamp", "lampion", False),
    ],
)
def test_a_slip_of_the_finger(one: str, other: str, near: bool) -> None:
    assert spelling.is_slip(one, other) is near


@given(st.text(alphabet="abcd", min_size=1, max_size=7), st.data())
def test_words_a_slip_apart_share_a_form(word: str, data: st.DataObject) -> None:
    """The promise that finding neighbours by their forms rests on."""
    place = data.draw(st.integers(0, len(word) - 1))
    letter = data.draw(st.sampled_from("abcd"))
    for slip in (
        word[:place] + word[place + 1 :],
        word[:place] + letter + word[place:],
        word[:place] + letter + word[place + 1 :],
        word[:place] + word[place : place + 2][::-1] + word[place + 2 :],
    ):
        assert spelling.forms(word) & spelling.forms(slip)
        assert slip == word or spelling.is_slip(word, slip)


@given(st.text(max_size=300))
def test_whatever_is_typed_can_be_taken_apart(text: str) -> None:
    query = words.taken_apart(text)
    held = [*query.words, *(word for phrase in query.phrases for word in phrase)]
    assert all(word and words.WORD.fullmatch(word) for word in held)
    for word in held:
        assert stems.stem(words.fold(word))


@given(st.text(max_size=100))
def test_plain_text_never_holds_the_signs_of_marks(text: str) -> None:
    assert not set(words.plain(text + "\x02\x03")) & {"\x02", "\x03", "\x00"}
