"""What the commands print: plain values as text and as JSON."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import TYPE_CHECKING

from calf_tui.core import words
from calf_tui.core.progress.words import streak_in_words, week_in_words
from calf_tui.core.session_words import session_line
from calf_tui.core.timeline import build

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from calf_tui.core.cues import Cue
    from calf_tui.core.progress.weeks import Progress, Week
    from calf_tui.core.record import SessionRecord
    from calf_tui.core.routine import Routine
    from calf_tui.core.timeline import Phase

Json = dict[str, object]
DAYS = 7


def routines_table(routines: Iterable[Routine]) -> str:
    """One line a routine: id, name, length, moves."""
    return "\n".join(
        f"{each.id:<14} {each.name:<14} {words.length(each):>7}  {_moves(each)}"
        for each in routines
    )


def routine_summary(routine: Routine) -> str:
    """ "After a run", 3 moves, 11 min."""
    length = words.length(routine)
    return f"“{routine.name}”, {words.count(len(routine.steps), 'move')}, {length}."


def routine_text(routine: Routine) -> str:
    """A routine move by move."""
    lines = [f"{routine.name}: {words.length(routine)}", routine.description]
    lines.append(f"Kit: {', '.join(routine.kit) or 'none'}")
    for place, step in enumerate(routine.steps, start=1):
        facts = [words.dose(step), words.load(step), f"rest {words.duration(step.rest)}"]
        if step.tempo is not None:
            facts.append(words.tempo(step.tempo, step.exercise))
        lines += ["", f"{place}. {step.exercise.name}: {', '.join(filter(None, facts))}"]
        lines += [f"   + {cue}" for cue in step.exercise.cues]
        lines += [f"   - {mistake}" for mistake in step.exercise.mistakes]
    return "\n".join(line for line in lines)


def routine_json(routine: Routine) -> str:
    """The whole timeline with every cue; offsets count from the session's start."""
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
    """The week, the streak, the weeks and the totals."""
    return as_json(asdict(progress))


def stats_text(progress: Progress) -> str:
    """The same in words, a line a week with its bar."""
    totals = progress.totals
    lines = [week_in_words(progress), streak_in_words(progress), ""]
    lines += map(_week_line, progress.weeks)
    facts = [
        words.count(totals.sessions, "session"),
        words.count(totals.training_days, "training day"),
        words.count(totals.sets, "set"),
        words.duration(totals.active_seconds),
    ]
    return "\n".join([*lines, "", f"In all: {', '.join(facts)}"])


def history_text(sessions: Sequence[SessionRecord]) -> str:
    """One line a session."""
    if not sessions:
        return "No sessions here yet."
    return "\n".join(f"{each.local_date:%Y} {session_line(each)}" for each in sessions)


def as_json(value: object) -> str:
    """Any plain value; dates as YYYY-MM-DD."""
    return json.dumps(value, default=str, ensure_ascii=False, indent=2)


def _moves(routine: Routine) -> str:
    return ", ".join(exercise.name for exercise in routine.exercises)


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
        "cues": list(_cues(phase.cues, phase.at)),
    }


def _cues(cues: Iterable[Cue], start: float) -> Iterator[Json]:
    for cue in cues:
        length = {} if cue.seconds is None else {"seconds": cue.seconds}
        yield {"at": round(start + cue.at, 3), "sound": cue.sound.value, **length}


def _week_line(week: Week) -> str:
    bar = "".join(
        "█" if day <= week.days else "·" if day <= week.target else " "
        for day in range(1, DAYS + 1)
    )
    state = (week.state or "").replace("_", " ")
    return f"{week.start}  {bar}  {week.days} of {week.target}  {state}".rstrip()
