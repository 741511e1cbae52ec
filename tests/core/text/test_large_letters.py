"""Large letters: every letter of the alphabets is drawn, nothing is wider than it says."""

from __future__ import annotations

import string
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from calf_tui.core.text.large_letters import Face, parse_face
from tests.ui.conftest import the_face

LATIN = string.ascii_letters + "".join(map(chr, [*range(0xC0, 0xD7), *range(0xD8, 0xF7)]))
CYRILLIC = "".join(map(chr, range(0x410, 0x450))) + "ЁёЄєІіЇїЎў"
GREEK = "".join(chr(code) for code in range(0x386, 0x3CF) if chr(code).isalpha())
MARKED = "ĄąĆćČčĎďĘęĚěĞğĹĺŁłŃńŇňŐőŘřŚśŞşŠšŤťŮůŰűŹźŻżȘșȚț"
SIGNS = string.digits + ".,:!?-–'’/()+×%·\"& ▶▷◼»‖"
FACE = the_face()


@pytest.mark.parametrize("letters", [LATIN, CYRILLIC, GREEK, MARKED, SIGNS])
def test_every_letter_of_an_alphabet_is_drawn(letters: str) -> None:
    unknown = [each for each in letters if not FACE.holds(each)]

    assert unknown == list("Ð") * (letters == LATIN)  # Icelandic's capital eth is left out


def test_letters_are_told_apart() -> None:
    drawn = [FACE.draw(each) for each in string.ascii_letters + string.digits + "ÄÉÈäöüéèêñçåß"]

    assert len(set(drawn)) == len(drawn)


def test_a_word_is_drawn_with_quadrants() -> None:
    assert FACE.draw("Up!") == (
        "█ █    █ ",
        "█ █▐▛▜▖█ ",
        "█ █▐▙▟▘▀ ",
        "▝▀▘▐▌  ▀ ",
    )


@given(st.text(st.sampled_from(LATIN + CYRILLIC + GREEK + SIGNS), max_size=30), st.integers(1, 3))
def test_rows_are_as_many_and_as_wide_as_said(text: str, scale: int) -> None:
    rows = FACE.draw(text, scale)

    assert len(rows) == 4 * scale
    assert {len(row) for row in rows} == {FACE.columns(text, scale)}


@given(st.lists(st.text(st.sampled_from(LATIN), min_size=1, max_size=9)), st.integers(1, 90))
def test_wrapped_lines_fit_and_hold_every_word(words: list[str], columns: int) -> None:
    lines = FACE.wrap(" ".join(words), columns)

    assert all(FACE.columns(line) <= columns for line in lines)
    assert not lines or " ".join(lines).split() == " ".join(words).split()
    for line, after in pairwise(lines):
        assert FACE.columns(f"{line} {after.split()[0]}") > columns


def test_a_face_whose_rows_differ_in_width_is_refused() -> None:
    with pytest.raises(ValueError, match="wider"):
        parse_face(":A B\n" + "## #\n" * 7 + "#  #\n")


def test_an_unknown_letter_is_not_held() -> None:
    face: Face = FACE

    assert not face.holds("字")
    assert face.draw("字") == face.draw("?")
