"""The text of a session: a row in lists, and all sets on its own screen."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from textual.content import Content

from calf_tui.core.records.record_text import STATUS_WORDS, in_part, session_line, sets_done
from calf_tui.core.records.session_sets import set_count
from calf_tui.core.routines.routine import PARTS
from calf_tui.core.routines.routine_step_levels import name_as_done
from calf_tui.core.text import formatting

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from calf_tui.core.records.session_record import Outcome, SessionRecord, SetRecord, Status
    from calf_tui.core.routines.routine import Side, Tempo

OUTCOME_MARKS: dict[Outcome, str] = {"done": "●", "short": "◐", "skipped": "○"}
"""A shape for each outcome, so that colour is not needed to tell them apart."""
UNDER_HALF = "◔"
"""The mark of a set that was begun, but is not finished."""
OUTCOME_COLOURS: dict[Outcome, str] = {"done": "$work", "short": "$ready", "skipped": "$quiet"}
STATUS_MARKS: dict[Status, str] = {"completed": "●", "partial": "◐", "stopped_pain": "×"}
STATUS_COLOURS: dict[Status, str] = {
    "completed": "$work",
    "partial": "$ready",
    "stopped_pain": "$error",
}
SIDES: dict[Side, str] = {"both": "", "left": " left", "right": " right"}
NARROW = 72
"""The columns below which a list leaves out the status, and has the sets as "6/7"."""
WEEKDAY_ROOM = 44
"""The columns from which on a narrow list has the day of the week."""
EDGES = 4
"""The columns of a list beside its rows: the mark, and the sign that more follows."""
BROAD = 100
"""The columns from which on a list has the note."""

SETS_ROOM = 14
GAP = 2
"""The columns between two facts about the sets of a move."""
Fact = tuple[str, str]
"""A text, and its colour."""


def session_row(record: SessionRecord, this_year: int, width: int) -> str:
    """Returns date, routine, length and sets, more if it fits; the year unless `this_year`."""
    in_this_year = "%d %b" if width < WEEKDAY_ROOM else "%a %d %b"
    day = record.local_date.strftime(
        in_this_year if record.local_date.year == this_year else "%d %b %Y"
    )
    name = formatting.one_line(record.routine_name)
    length = f"{formatting.duration(record.active_seconds):>6}"
    if width < NARROW:
        finished, _, planned = set_count(record)
        rest = f" {f'{finished}/{planned}':>5} {length}"
        room = max(1, min(16, width - EDGES - len(f"{day} {rest}")))
        return f"{day} {formatting.cut(name, room):<{room}}{rest}"
    row = f"{day:<11}  {formatting.cut(name, 16):<16} {length}"
    sets, status, part = sets_done(record), STATUS_WORDS[record.status], ""
    if len(sets) > SETS_ROOM:  # the status says more than what is in part, which may follow it
        part = in_part(set_count(record))
        sets = sets.removesuffix(part)
    line = f"{row}  {sets:<{SETS_ROOM}}  {status:<16}"
    room = width - EDGES - len(line) - GAP
    told = " · ".join(filter(None, (part.strip(" ()"), formatting.one_line(record.note))))
    note = formatting.cut(told, room) if width >= BROAD else ""
    return f"{line}{' ' * GAP}{note}".rstrip()


def move_name(exercise: str, names: Mapping[str, str], sets: Iterable[SetRecord] = ()) -> str:
    """Returns the name of a move in the form of its `sets`; of an unknown move from its id."""
    own = names.get(exercise) or formatting.name_from_id(exercise)
    return name_as_done(exercise, sets, own)


def _in_rows(pieces: Iterable[str], gap: str, columns: int) -> list[str]:
    """Joins the pieces to rows of so many columns; none is broken."""
    rows: list[str] = []
    for piece in pieces:
        longer = f"{rows[-1]}{gap}{piece}" if rows else piece
        if rows and len(longer) <= columns:
            rows[-1] = longer
        else:
            rows.append(piece)
    return rows


def set_name(one: SetRecord) -> str:
    """Returns number and side of a set: " 2 left"."""
    return f" {one.set}{SIDES[one.side]}"


def heading(record: SessionRecord, columns: int = BROAD) -> Content:
    """Returns routine, status, date and sets; then morning pain and note."""
    status = f"{STATUS_MARKS[record.status]} {STATUS_WORDS[record.status]}"
    day = f"{record.local_date:%a %d %b %Y}"
    begun, length = f"{day}, {record.started_wall:%H:%M}", formatting.clock(record.active_seconds)
    facts = _in_rows((begun, length, sets_done(record)), " · ", columns)
    shown = status, STATUS_COLOURS[record.status]
    lines = [Content.assemble((record.routine_name, "bold"), "   ", shown), *map(Content, facts)]
    if record.morning_pain is not None:
        lines.append(Content(f"Pain the morning after: {record.morning_pain} of 10"))
    if record.note:
        lines.append(Content(f'"{record.note}"'))
    return Content("\n").join(lines)


def sets_text(record: SessionRecord, names: Mapping[str, str], columns: int = BROAD) -> Content:
    """Returns the sets under their moves in one text."""
    return Content("\n\n").join(sets_of_moves(record, names, columns))


def sets_of_moves(
    record: SessionRecord, names: Mapping[str, str], columns: int = BROAD
) -> list[Content]:
    """Returns a paragraph for each move; of a set mark, number, side, amounts, load, effort, pain.

    What does not fit in so many columns stands on a further line, each fact whole.
    """
    paragraphs = []
    width = max((len(_done(one)) for one in record.sets), default=0) + 2
    for exercise, group in groupby(record.sets, key=lambda one: one.exercise):
        sets = tuple(group)
        tempos = {one.tempo for one in sets}
        common = tempos.pop() if len(tempos) == 1 else None
        name, tempo = move_name(exercise, names, sets), _tempo(common) if common else ""
        between = "   " if len(f"{name}   {tempo}") <= columns else "\n  "
        title = Content.assemble((name, "bold"), (f"{between}{tempo}" if tempo else "", "$quiet"))
        with_tempo = common is None
        lines = [title, *(_set_line(one, width, columns, with_tempo=with_tempo) for one in sets)]
        paragraphs.append(Content("\n").join(lines))
    return paragraphs or [Content("No set was done.")]


def session_text(
    record: SessionRecord, names: Mapping[str, str], width: int, height: int
) -> Content:
    """Returns a session with all its sets or, if those do not fit, with a line for each move."""
    head = heading(record, width)
    full = Content("\n\n").join([head, sets_text(record, names, width)])
    if full.get_height({}, width) <= height:
        return full
    return Content("\n").join([head, moves_text(record, names, width)])


def sessions_text(
    sessions: Sequence[SessionRecord], names: Mapping[str, str], width: int, height: int
) -> Content:
    """Returns the sessions with their moves, or a line of each if that is more than fits."""
    full = Content("\n\n").join(
        Content("\n").join([heading(each, width), moves_text(each, names, width)])
        for each in sessions
    )
    if full.get_height({}, width) <= height:
        return full
    return Content("\n".join(map(session_line, sessions)))


def moves_text(record: SessionRecord, names: Mapping[str, str], columns: int) -> Content:
    """Returns a line for each move: its sets, the load, the highest effort and the worst pain."""
    groups = groupby(record.sets, key=lambda one: one.exercise)
    done = [(move, tuple(sets)) for move, sets in groups]
    moves = [(move_name(move, names, sets), sets) for move, sets in done]
    width = max((len(name) for name, _ in moves), default=0)
    return Content("\n").join(
        Content.assemble(
            (f"{name:<{width}}", "bold"), *_below(_in_short(sets), width, columns - width)
        )
        for name, sets in moves
    )


def _below(facts: Iterable[Fact], indent: int, columns: int) -> Iterator[Fact]:
    """Yields the facts with the gaps before them, each row of them below the first one."""
    used = 0
    for text, colour in facts:
        used += GAP + len(text)
        if used > columns and used > GAP + len(text):
            used = GAP + len(text)
            yield f"\n{' ' * indent}", ""
        yield " " * GAP, ""
        yield text, colour


def _in_short(sets: Sequence[SetRecord]) -> Iterator[Fact]:
    """Yields what was done of each set in the colour of its outcome, then load, effort, pain."""
    for one in sets:
        unit = " s" if one.done.seconds is not None else ""
        amount = f"{formatting.number(round(one.done.amount))}{unit}"
        yield ("–" if one.outcome == "skipped" else amount), OUTCOME_COLOURS[one.outcome]
    for each in _most(sets):
        yield each, "$quiet"


def _most(sets: Sequence[SetRecord]) -> Iterator[str]:
    efforts = [one.rpe for one in sets if one.rpe is not None]
    pains = [(one.pain, one.pain_site) for one in sets if one.pain is not None]
    worst = max(pains, key=lambda each: each[0], default=(None, None))
    return _facts(max(one.load_kg for one in sets), max(efforts, default=None), *worst)


def _set_line(one: SetRecord, width: int, columns: int, *, with_tempo: bool) -> Content:
    facts = list(_facts(one.load_kg, one.rpe, one.pain, one.pain_site))
    if with_tempo and one.tempo is not None:
        facts.append(_tempo(one.tempo))
    is_under_half = one.outcome == "short" and not one.is_finished
    mark = UNDER_HALF if is_under_half else OUTCOME_MARKS[one.outcome]
    if is_under_half:
        facts.insert(0, "under half, not counted")
    head = f" {f'{one.set}{SIDES[one.side]}':<9}"
    indent = " " * (1 + len(head) + width)
    rows = _in_rows(facts, "  ", columns - len(indent))
    return Content.assemble(
        (mark, OUTCOME_COLOURS[one.outcome]),
        head,
        (f"{_done(one):<{width}}", "" if one.outcome == "done" else OUTCOME_COLOURS[one.outcome]),
        f"\n{indent}".join(rows),
    )


def _done(one: SetRecord) -> str:
    """Returns "9 of 15", "60 of 60 s", "skipped"."""
    if one.outcome == "skipped":
        return one.outcome
    unit = " s" if one.done.seconds is not None else ""
    done = formatting.number(round(one.done.amount, 1))
    return f"{done} of {formatting.number(one.planned.amount)}{unit}"


def _facts(load_kg: float, effort: int | None, pain: int | None, site: str | None) -> Iterator[str]:
    if load_kg:
        yield f"{formatting.number(load_kg)} kg"
    if effort is not None:
        yield f"effort {effort}"
    where = formatting.place_words(site) if site else ""
    if pain is not None:
        yield f"pain {pain}{f', {where}' if where else ''}"
    elif where:
        yield f"pain: {where}"


def _tempo(tempo: Tempo) -> str:
    """Returns "up 1 top 1 down 10 bottom 1"; parts without length are left out."""
    parts = ((part, getattr(tempo, part)) for part in PARTS)
    return " ".join(f"{part} {formatting.number(seconds)}" for part, seconds in parts if seconds)
