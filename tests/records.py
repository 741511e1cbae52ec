"""Sessions and sets for tests: single ones, and strategies for hypothesis."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, time, timedelta, timezone
from typing import TYPE_CHECKING, get_args

from hypothesis import strategies as st

from calf_tui.core.coach.pain_monitoring import STOP_SIGNS
from calf_tui.core.progress.met_and_missed_weeks import progress_of
from calf_tui.core.progress.training_calendar import days_of
from calf_tui.core.records.coach_records import CoachAnswer
from calf_tui.core.records.session_record import Outcome, SessionRecord, SetRecord, Status
from calf_tui.core.routines.routine import Dose, Side, Tempo
from calf_tui.core.text.sanitizing import storable_name, storable_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from calf_tui.core.progress.met_and_missed_weeks import Progress
    from calf_tui.core.records.session_record import Pause, Target
    from calf_tui.core.routines.progression_ladder import Level
    from calf_tui.core.settings import FirstDay

UTC = timezone.utc
AN_INSTANT = datetime(2026, 11, 22, 17, 3, 11, 482_000, tzinfo=UTC)


def make_set(
    outcome: Outcome = "done",
    *,
    number: int = 1,
    side: Side = "both",
    exercise: str = "heel_raise_box",
    planned: int = 15,
    done: int = 15,
) -> SetRecord:
    return SetRecord(
        exercise=exercise,
        set=number,
        side=side,
        planned=Dose(reps=planned),
        done=Dose(reps=done),
        tempo=Tempo(1, 1, 10, 1),
        load_kg=0.0,
        outcome=outcome,
        ended_at=AN_INSTANT,
    )


def make_session(
    on: date = date(2026, 11, 22),
    *,
    record_id: str = "1f0c6c0e-8a53-4f43-9df5-0a8b7d0f2b11",
    sets: int = 2,
    status: Status = "completed",
    active_seconds: float = 600.0,
    note: str = "",
) -> SessionRecord:
    """Returns a session at noon UTC with this many finished sets."""
    started_at = datetime.combine(on, time(12), tzinfo=UTC)
    return SessionRecord(
        id=record_id,
        routine="strength",
        routine_name="Strength",
        status=status,
        started_at=started_at,
        ended_at=started_at + timedelta(minutes=20),
        utc_offset_minutes=60,
        local_date=on,
        active_seconds=active_seconds,
        sets=tuple(make_set(number=number) for number in range(1, sets + 1)),
        updated_at=started_at + timedelta(minutes=20),
        note=note,
    )


def suggestion_answer(
    day: date, exercise: str, *, accepted: bool, side: Side = "both", level: Level | None = None
) -> CoachAnswer:
    """The answer to a suggestion; `level` is what was chosen instead."""
    answer = CoachAnswer(day, "accepted" if accepted else "refused", exercise, side)
    return answer if level is None else replace(answer, **level._asdict())


def _to_the_millisecond(moment: datetime) -> datetime:
    return moment.replace(microsecond=moment.microsecond // 1000 * 1000)


instants = st.datetimes(
    min_value=datetime(1970, 1, 2),
    max_value=datetime(2199, 1, 1),
    timezones=st.just(UTC),
).map(_to_the_millisecond)
amounts = st.floats(0, 1e6) | st.integers(0, 1000).map(float)
doses = st.integers(0, 1000).map(lambda reps: Dose(reps=reps)) | amounts.map(
    lambda seconds: Dose(seconds=seconds)
)
tempos = st.builds(Tempo, up=st.floats(0.1, 60), top=amounts, down=amounts, bottom=amounts)
pains = st.none() | st.integers(0, 10)
names = st.text(max_size=20).map(storable_name)
set_records = st.builds(
    SetRecord,
    exercise=names,
    set=st.integers(1, 99),
    side=st.sampled_from(get_args(Side)),
    planned=doses,
    done=doses,
    tempo=st.none() | tempos,
    load_kg=st.floats(0, 1000),
    outcome=st.sampled_from(get_args(Outcome)),
    ended_at=instants,
    rpe=st.none() | st.integers(1, 10),
    pain=pains,
    pain_site=st.none() | st.sampled_from(["achilles", "left calf", "✓"]),
)
session_records = st.builds(
    SessionRecord,
    id=st.uuids().map(str),
    routine=names,
    routine_name=names,
    status=st.sampled_from(get_args(Status)),
    started_at=instants,
    ended_at=instants,
    utc_offset_minutes=st.integers(-14 * 60, 14 * 60),
    local_date=st.dates(date(1970, 1, 1), date(2199, 1, 1)),
    active_seconds=st.floats(0, 1e6),
    sets=st.lists(set_records, max_size=4).map(tuple),
    updated_at=instants,
    note=st.text(max_size=40).map(storable_text),
    morning_pain=pains,
    planned_sets=st.none() | st.integers(1, 99),
    stop_sign=st.none() | st.sampled_from([each.id for each in STOP_SIGNS]),
)


def progress_until(
    today: date,
    sessions: Iterable[SessionRecord],
    targets: Sequence[Target] = (),
    pauses: Sequence[Pause] = (),
    *,
    first_day_of_week: FirstDay = "monday",
    count: int | None = 12,
) -> Progress:
    """Returns the progress on `today` that follows from these sessions."""
    days = days_of(sessions)
    return progress_of(
        today, days, targets, pauses, first_day_of_week=first_day_of_week, count=count
    )
