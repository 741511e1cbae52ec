"""Formats numbers, doses, loads, runs and days as short texts, for every screen and command."""

from __future__ import annotations

import math
import re
from datetime import date, timedelta
from typing import TYPE_CHECKING

from calf_tui.core.routines.routine import ARTICLE_MOVES, PARTS

if TYPE_CHECKING:
    from collections.abc import Iterable

    from calf_tui.core.records.coach_records import Run
    from calf_tui.core.records.session_record import HeelRiseTest
    from calf_tui.core.routines.routine import Dose, Exercise, Routine, Side, Step, Tempo
    from calf_tui.core.session.timeline import Phase

BOTH_HANDS = 2
SIDE_WORDS: dict[Side, str] = {"both": "", "left": "left leg", "right": "right leg"}
WEEK = timedelta(days=7)
NEAR_DAYS = {-1: "yesterday", 0: "today", 1: "tomorrow"}
EASY_SIGN, HARD_SIGN = "›", "»"
_FIRST_COLUMN = re.compile(r" *\S+(?: \S+)* {2,}")


def name_from_id(move: str) -> str:
    """Returns "Towel scrunch" for "towel_scrunch"."""
    return move.replace("_", " ").capitalize()


def capitalized(text: str) -> str:
    """Returns the text with its first letter as a capital; `str.capitalize` changes the rest."""
    return f"{text[:1].upper()}{text[1:]}"


def number(value: float) -> str:
    """Returns a number without needless decimals: "8", "2.5"."""
    return f"{value:g}" if value % 1 else f"{value:.0f}"


def count(amount: float, noun: str) -> str:
    """Returns a count with its noun: "1 set", "3 sets"."""
    return f"{number(amount)} {noun}{'' if amount == 1 else 's'}"


def days_of_target(days: int, target: int, when: str = "") -> str:
    """Returns "2 of 3 days this week", or "3 days this week, target of 2" above the target."""
    if days > target:
        return f"{days} days{when}, target of {target}"
    return f"{days} of {target} days{when}"


def whole_seconds(seconds: float) -> int:
    """Seconds as they are said everywhere: a begun second counts."""
    return max(0, math.ceil(seconds - 1e-6))


def clock(seconds: float) -> str:
    """Seconds as people read a watch: 0:42, 12:05, 1:02:03."""
    whole = whole_seconds(seconds)
    hours, minutes = divmod(whole // 60, 60)
    tail = f"{minutes:02}:{whole % 60:02}" if hours else f"{minutes}:{whole % 60:02}"
    return f"{hours}:{tail}" if hours else tail


def duration(seconds: float) -> str:
    """A length to plan with: "45 s", "35 min"."""
    whole = whole_seconds(seconds)
    return f"{whole} s" if whole < 60 else f"{_minutes(seconds)} min"


def long_duration(seconds: float) -> str:
    """ "45 s", "35 min", "17 h 5 min"."""
    hours, minutes = divmod(_minutes(seconds), 60)
    return f"{hours} h {minutes} min" if hours else duration(seconds)


def _minutes(seconds: float) -> int:
    return round(whole_seconds(seconds) / 60)


def seconds(length: float) -> str:
    """Returns a duration in seconds: "90 s"."""
    return f"{number(length)} s"


def length(routine: Routine) -> str:
    """Returns the duration of a routine: "35 min", or "12 min +" if it has open sets."""
    return duration(routine.seconds) + (" +" if routine.is_open else "")


def length_in_words(routine: Routine) -> str:
    """Returns the duration of a routine: "35 min", or "12 min and the sets at your own pace"."""
    open_sets = " and the sets at your own pace" if routine.is_open else ""
    return f"{duration(routine.seconds)}{open_sets}"


def amount(dose: Dose, exercise: Exercise) -> str:
    """Returns the amount of one set: "60 s", "15 landings"."""
    if dose.seconds is not None:
        return seconds(dose.seconds)
    return count(dose.reps or 0, exercise.repetition)


def dose(step: Step) -> str:
    """Returns the dose of a step: "3 × 15 reps a side"."""
    each = " a side" if step.sides == "each" else ""
    return f"{_how_often(step)}{amount(step.dose, step.exercise)}{each}"


def short_dose(step: Step) -> str:
    """Returns the dose of a step without the word for repetitions: "3 × 15 a side"."""
    one = number(step.dose.amount) + (" s" if step.dose.seconds is not None else "")
    return f"{_how_often(step)}{one}{' a side' if step.sides == 'each' else ''}"


def _how_often(step: Step) -> str:
    """Returns "3 × ", "3 rounds of ", "3 rounds of 2 × "."""
    if step.round is None:
        return f"{step.sets} × "
    sets = f"{step.sets_a_turn} × " if step.sets_a_turn > 1 else ""
    return f"{count(step.turns, 'round')} of {sets}"


def which_set(phase: Phase) -> str:
    """Returns which set a phase is: "set 2 of 3", "round 2 of 3", "round 2 of 3, set 1 of 2"."""
    step, sets = phase.step, phase.step.sets_a_turn
    if step.round is None:
        return f"set {phase.set} of {sets}"
    within = f", set {(phase.set - 1) % sets + 1} of {sets}" if sets > 1 else ""
    return f"round {phase.turn} of {step.turns}{within}"


def tempo(tempo: Tempo, exercise: Exercise) -> str:
    """Returns a tempo in the words of the exercise: "Rise 1 s · Hold 1 s · Lower 10 s"."""
    parts = [(getattr(exercise.words, part), getattr(tempo, part)) for part in PARTS]
    return " · ".join(f"{word} {number(seconds)} s" for word, seconds in parts if seconds)


def background(exercise: Exercise) -> list[tuple[str, str]]:
    """Returns purpose, usual dose and note of an exercise, each with its heading."""
    said = (
        ("Why this move", exercise.purpose),
        ("The article's dose" if exercise.id in ARTICLE_MOVES else "Dose", exercise.dose),
        ("Note", exercise.note),
    )
    return [(title, text) for title, text in said if text]


def load(step: Step) -> str:
    """Returns the load of a step: "8 kg", "8 kg in each hand", "without load", or ""."""
    if step.unloaded and step.exercise.load_kit:
        return "without load"
    return held(step.load_kg, step.exercise) if step.load_kg else ""


def held(load_kg: float, exercise: Exercise) -> str:
    """Returns a total load as it is held: "8 kg", "8 kg in each hand"."""
    if exercise.hands == BOTH_HANDS:
        return f"{number(load_kg / BOTH_HANDS)} kg in each hand"
    return f"{number(load_kg)} kg"


def left_out(records: int) -> str:
    """Returns a sentence about the records that were not understood; "" if there are none."""
    if not records:
        return ""
    subject = "1 record was" if records == 1 else f"{records} records were"
    return f"{subject} not understood and left out; the file keeps what it has."


def one_line(text: str) -> str:
    """Returns the text with a space for each unprintable character, such as a line break."""
    return text if text.isprintable() else "".join(c if c.isprintable() else " " for c in text)


def place_words(place: str) -> str:
    """Returns a place of pain as it is written in a sentence: "left Achilles"."""
    return place.replace("achilles", "Achilles")


def cut(text: str, room: int) -> str:
    """Returns the text, with a "…" in the place of its end if it is longer than the room."""
    return text if len(text) <= room else f"{text[: max(0, room - 1)]}…"


def amount_in_words(minutes: float | None, km: float | None) -> str:
    """ "50 min, 9.1 km"."""
    said = (
        "" if minutes is None else f"{minutes:.0f} min",
        "" if km is None else f"{number(round(km, 1))} km",
    )
    return ", ".join(filter(None, said))


def run_amount(run: Run) -> str:
    """ "50 min, 9.1 km, hard"."""
    return f"{amount_in_words(run.minutes, run.km)}{', hard' if run.hard else ''}"


def run_in_words(run: Run) -> str:
    """ "Run, Fri 20 Nov 2026, 50 min, 9.1 km, hard"."""
    return f"Run, {run.local_date:%a %d %b %Y}, {run_amount(run)}"


def legs_in_words(test: HeelRiseTest) -> str:
    """ "left 23, right 25"; a leg that was not tested is left out."""
    legs = (("left", test.left), ("right", test.right))
    return ", ".join(f"{leg} {rises}" for leg, rises in legs if rises is not None)


def run_sign(runs: Iterable[Run]) -> str:
    """The sign of a day's runs: one chevron, two in one where one of them was hard."""
    return HARD_SIGN if any(each.hard for each in runs) else EASY_SIGN


def day_words(day: date, today: date, month: str = "%b") -> str:
    """ "today", "yesterday", "tomorrow", "Tuesday" within a week, else "3 Nov".

    `month` is the format of a month: "%B" for "3 November".
    """
    ahead = day - today
    far = f"{day:%A}" if abs(ahead) < WEEK else f"{day.day} {day:{month}}"
    return NEAR_DAYS.get(ahead.days, far)


def on_day(day: date, today: date, month: str = "%B") -> str:
    """ "today", "yesterday", "tomorrow", "on Tuesday" within a week, else "on 3 November"."""
    said = day_words(day, today, month)
    return said if said in NEAR_DAYS.values() else f"on {said}"


def second_column(line: str) -> int:
    """Returns where the second column of a line begins, after two spaces or more; 0 for none."""
    first = _FIRST_COLUMN.match(line)
    return 0 if first is None else first.end()
