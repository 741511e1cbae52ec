"""The output of the commands about routines and sessions, as text and as JSON."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import TYPE_CHECKING

from calf_tui.core.records.record_text import STATUS_WORDS, none_found, sets_done
from calf_tui.core.session.cue_schedule import phase_cues
from calf_tui.core.session.timeline import Phase, build
from calf_tui.core.text import formatting, spoken_numbers
from calf_tui.core.text.sanitizing import quoted

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from datetime import date

    from calf_tui.core.progress.weeks_and_streak import Progress
    from calf_tui.core.records.coach_records import Run
    from calf_tui.core.records.session_record import HeelRiseTest, SessionRecord
    from calf_tui.core.routines.routine import Routine, Step
    from calf_tui.core.session.cue import Cue

Json = dict[str, object]
NAME_WIDTH = 24


def routines_table(routines: Sequence[Routine]) -> str:
    """Returns a line for each routine with id, name, length and moves, and its description."""
    ids = max(len(each.id) for each in routines)
    names = max(len(each.name) for each in routines)
    lengths = max(len(formatting.length(each)) for each in routines)
    lines: list[str] = []
    for each in routines:
        moves = formatting.count(len(each.steps), "move")
        facts = f"{each.name:<{names}}  {formatting.length(each):>{lengths}}  {moves}"
        lines += [f"{each.id:<{ids}}  {facts}", *_indented(each.description, "  ")]
    if any(each.is_open for each in routines):
        lines += ["", "+ and the sets at your own pace"]
    return "\n".join(lines)


def routine_summary(routine: Routine) -> str:
    """Returns '"After a run", 3 moves, 11 min'."""
    length = formatting.length_in_words(routine)
    return f"{quoted(routine.name)}, {formatting.count(len(routine.steps), 'move')}, {length}"


def routine_text(routine: Routine) -> str:
    """Returns a routine move by move: instructions, mistakes (×), purpose and dose."""
    facts = f"{formatting.length_in_words(routine)}, {formatting.count(len(routine.steps), 'move')}"
    lines = [routine.name, *_indented(routine.description), facts]
    lines += _indented(f"Kit: {', '.join(routine.kit) or 'none'}")
    for place, step in enumerate(routine.steps, start=1):
        lines += _round_lines(routine, step)
        lines += ["", f"{place}. {step.exercise.name}", *_indented(_dose(step), "   ")]
        if step.tempo is not None:
            lines += _indented(formatting.tempo(step.tempo, step.exercise), "   ")
        for number, each in enumerate(spoken_numbers.instructions(step), start=1):
            lines += _indented(f"{number}. {each}", "   ")
        for cue in step.exercise.cues:
            lines += _indented(f"• {cue}", "   ")
        for mistake in step.exercise.mistakes:
            lines += _indented(f"× {mistake}", "   ")
        for title, texts in (("Easier", step.exercise.easier), ("Harder", step.exercise.harder)):
            lines += _indented(f"{title}: {'; '.join(texts)}", "   ") if texts else []
        for title, text in formatting.background(step.exercise):
            lines += _indented(f"{title}: {text}", "   ")
    return "\n".join(lines)


def routine_json(routine: Routine) -> str:
    """Returns the timeline with every cue; `at` counts from the session's start or open set."""
    timeline = build(routine)
    phases = [_phase(each) for each in timeline.phases]
    document: Json = {
        "id": routine.id,
        "name": routine.name,
        "seconds": round(timeline.seconds, 3),
        "timeline": phases,
    }
    return as_json(document)


def stats_json(progress: Progress) -> str:
    """Returns the week, the streak, the weeks and the totals."""
    whole, week = asdict(progress), progress.this_week
    now = {"start": week.start, "days": week.days, "target": week.target}
    now |= {"days_left": progress.days_left, "state": week.state}
    names = ("as_of", "streak", "this_week", "weeks", "totals")
    return as_json({name: now if name == "this_week" else whole[name] for name in names})


def history_text(
    sessions: Sequence[SessionRecord],
    everything: int,
    beside: Sequence[tuple[date, str]] = (),
    limit: int | None = None,
) -> str:
    """Returns the sessions and what is `beside` them, newest first; `everything` counts all."""
    if not sessions and not beside:
        return none_found(everything) if everything else "No sessions here yet."
    rows = [*((each.local_date, _session_line(each)) for each in sessions), *beside]
    rows.sort(key=lambda row: row[0], reverse=True)
    return "\n".join(line for _, line in rows[:limit])


def beside_sessions(runs: Iterable[Run], tests: Iterable[HeelRiseTest]) -> list[tuple[date, str]]:
    """Returns a line with its date for each run and each heel-rise test."""
    rows = [
        *((run.local_date, "Run", formatting.run_amount(run)) for run in runs),
        *((test.local_date, "Heel-rise test", formatting.legs_in_words(test)) for test in tests),
    ]
    return [(day, f"{day}  {name:<{NAME_WIDTH}}  {said}") for day, name, said in rows]


def as_json(value: object) -> str:
    """Returns a value as JSON in ASCII, which every encoding has; dates as YYYY-MM-DD."""
    return json.dumps(value, default=str, indent=2)


def _indented(text: str, indent: str = "") -> list[str]:
    return [f"{indent}{text}"] if text else []


def _dose(step: Step) -> str:
    rest = f"rest {formatting.seconds(step.rest)}" if step.sets_a_turn > 1 and step.rest else ""
    return ", ".join(filter(None, (formatting.dose(step), formatting.load(step), rest)))


def _round_lines(routine: Routine, step: Step) -> list[str]:
    """Returns the lines above the first step of a round; none above other steps."""
    block = next(each for each in routine.blocks if step in each)
    if step.round is None or step is not block[0]:
        return []
    rest = f", rest {formatting.seconds(step.round.rest)} between" if step.round.rest else ""
    moves = formatting.count(len(block), "move")
    return ["", f"{formatting.count(step.turns, 'round')} of {moves}{rest}:"]


def _phase(phase: Phase) -> Json:
    place: Json = {"at": round(phase.at, 3)}
    if phase.after_open:
        place["after_open"] = True
    return {
        **place,
        "kind": phase.kind,
        "seconds": phase.seconds,
        "exercise": phase.step.exercise.id,
        "set": phase.set,
        "sets": phase.step.sets,
        "side": phase.side,
        "cues": list(_cues(phase_cues(phase), phase.at)),
    }


def _cues(cues: Iterable[Cue], start: float) -> Iterator[Json]:
    for cue in cues:
        length = {} if cue.seconds is None else {"seconds": cue.seconds}
        yield {"at": round(start + cue.at, 3), "sound": cue.sound.value, **length}


def session_summary(record: SessionRecord) -> str:
    """Returns "Daily six, Sun 22 Nov 2026, 18 sets in 35 min"."""
    length = formatting.duration(record.active_seconds)
    day = f"{record.local_date:%a %d %b %Y}"
    return f"{record.routine_name}, {day}, {sets_done(record)} in {length}"


def _session_line(record: SessionRecord) -> str:
    name = formatting.cut(record.routine_name, NAME_WIDTH)
    return (
        f"{record.local_date}  {name:<{NAME_WIDTH}}  "
        f"{formatting.duration(record.active_seconds):>6}  "
        f"{sets_done(record):<14}  {STATUS_WORDS[record.status]}"
    )
