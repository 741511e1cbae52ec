"""A question with a scale of numbers; a click on one answers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content
from textual.style import Style

if TYPE_CHECKING:
    from calf_tui.ui.set_feedback.number_entry import NumberEntry

KEY = Style(bold=True)
MARK = Style(bold=True, reverse=True)
EFFORT_ENDS = ("easy", "all out")
PAIN_ENDS = ("none", "worst")


def scale_rows(
    question: str, entry: NumberEntry, ends: tuple[str, str], width: int
) -> list[Content]:
    """Returns the question and its scale in one row, or in two if one is too narrow."""
    if entry.is_typed and entry.number:
        question = f"{entry.number} so far. 0 makes it {entry.number}0."
    title = Content.styled(question, KEY)
    one = Content.assemble(title, "  ", _scale(entry, ends, is_roomy=True))
    if one.cell_length <= width:
        return [one]
    return [title, _scale(entry, ends, is_roomy=False)]


def _scale(entry: NumberEntry, ends: tuple[str, str], *, is_roomy: bool) -> Content:
    """Returns the numbers, between words for the ends of the scale.

    The marked number is in brackets, so that it is visible without colour; no other number moves.
    """
    parts: list[Content | tuple[str, Style] | str] = [f"{ends[0]} "]
    for number in range(entry.least, entry.most + 1):
        press = Style.from_meta({"@click": f"screen.choose_number({number})"})
        parts.append((_between(number - 1, number, entry, is_roomy=is_roomy), press + KEY))
        parts.append((str(number), press + (MARK if number == entry.number else KEY)))
    last = _between(entry.most, entry.most + 1, entry, is_roomy=False)
    return Content.assemble(*parts, f"{last} {ends[1]}")


def _between(left: int, right: int, entry: NumberEntry, *, is_roomy: bool) -> str:
    before, after = left == entry.number, right == entry.number
    if is_roomy and left >= entry.least:
        return f"{']' if before else ' '}{'[' if after else ' '}"
    return "]" if before else "[" if after else " "
