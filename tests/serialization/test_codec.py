from __future__ import annotations

import copy
import json
from dataclasses import replace
from datetime import date, datetime, timedelta, timezone
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from calf_tui.core.progress.exercise_totals import exercise_weeks
from calf_tui.core.progress.training_calendar import WeekCalendar
from calf_tui.core.records.session_record import HeelRiseTest, Pause, SessionRecord, SetRecord
from calf_tui.core.records.session_sets import exercises_in, finished_sets
from calf_tui.core.routines.routine import Dose, Tempo
from calf_tui.serialization.codec import (
    SessionRewriter,
    deleted_document,
    instant,
    is_deleted,
    session_document,
    session_in,
    session_of,
    with_unknown_fields,
)
from calf_tui.serialization.record_tables import document_of
from tests.records import AN_INSTANT, make_session, make_set, session_records, set_records

if TYPE_CHECKING:
    from collections.abc import Sequence

A_SET: dict[str, Any] = {
    "exercise": "heel_raise_box",
    "set": 1,
    "side": "both",
    "planned": {"reps": 15},
    "done": {"reps": 15},
    "tempo": {"up": 1, "top": 1, "down": 10, "bottom": 1},
    "load_kg": 0.0,
    "outcome": "done",
    "rpe": None,
    "pain": None,
    "pain_site": None,
    "ended_at": "2026-11-22T17:03:11.482Z",
}
A_SESSION: dict[str, Any] = {
    "id": "1f0c6c0e-8a53-4f43-9df5-0a8b7d0f2b11",
    "routine": "daily-six",
    "routine_name": "Daily six",
    "status": "completed",
    "started_at": "2026-11-22T17:03:11.482Z",
    "ended_at": "2026-11-22T17:43:00.000Z",
    "utc_offset_minutes": 60,
    "local_date": "2026-11-22",
    "active_seconds": 1724.0,
    "note": "",
    "morning_pain": None,
    "updated_at": "2026-11-22T17:43:00.000Z",
    "sets": [A_SET],
}
OPTIONAL = ("note", "morning_pain")
THE_RECORD = SessionRecord(
    id="1f0c6c0e-8a53-4f43-9df5-0a8b7d0f2b11",
    routine="daily-six",
    routine_name="Daily six",
    status="completed",
    started_at=AN_INSTANT,
    ended_at=datetime(2026, 11, 22, 17, 43, tzinfo=timezone.utc),
    utc_offset_minutes=60,
    local_date=date(2026, 11, 22),
    active_seconds=1724.0,
    sets=(make_set(),),
    updated_at=datetime(2026, 11, 22, 17, 43, tzinfo=timezone.utc),
)


def changed(document: dict[str, Any], path: str, value: object) -> dict[str, Any]:
    """The document with another value at a path of keys such as "sets.0.rpe"."""
    new = copy.deepcopy(document)
    *way, last = (int(key) if key.isdecimal() else key for key in path.split("."))
    inner: Any = new
    for key in way:
        inner = inner[key]
    inner[last] = value
    return new


def test_a_session_is_stored_with_exactly_the_fields_of_the_contract() -> None:
    assert json.dumps(session_document(THE_RECORD)) == json.dumps(A_SESSION)
    assert session_of(A_SESSION) == THE_RECORD


@pytest.mark.parametrize(
    ("dose", "expected"),
    [
        (Dose(reps=15), '{"reps": 15}'),
        (Dose(reps=0), '{"reps": 0}'),
        (Dose(seconds=60.0), '{"seconds": 60}'),
        (Dose(seconds=12.5), '{"seconds": 12.5}'),
    ],
)
def test_whole_numbers_are_written_short(dose: Dose, expected: str) -> None:
    record = replace(THE_RECORD, sets=(replace(make_set(), planned=dose),))
    assert json.dumps(session_document(record)["sets"][0]["planned"]) == expected


def test_a_tempo_may_have_parts_of_a_second_or_be_none() -> None:
    slow, free = (replace(make_set(), tempo=tempo) for tempo in (Tempo(1.5, 0, 3, 0), None))
    sets = session_document(replace(THE_RECORD, sets=(slow, free)))["sets"]
    assert json.dumps(sets[0]["tempo"]) == '{"up": 1.5, "top": 0, "down": 3, "bottom": 0}'
    assert sets[1]["tempo"] is None


@given(session_records)
def test_every_session_comes_back_as_it_was(record: SessionRecord) -> None:
    assert session_of(json.loads(json.dumps(session_document(record)))) == record


@given(session_records)
def test_what_is_taken_from_json_is_what_is_taken_from_a_document(record: SessionRecord) -> None:
    quickly = session_in(json.dumps(session_document(record)).encode())
    assert finished_sets(quickly.sets) == finished_sets(record.sets)
    assert exercises_in(quickly.sets) == exercises_in(record.sets)
    assert sums_of(quickly) == sums_of(record)
    assert quickly == record
    assert hash(quickly) == hash(record)
    assert sums_of(quickly) == sums_of(record)  # from the sets that were kept meanwhile


def sums_of(record: SessionRecord) -> list[tuple[object, ...]]:
    """The sums of its moves, field by field."""
    return [
        (move, side, *(getattr(sums, name) for name in sums.__slots__))
        for move, sides in exercise_weeks([record], WeekCalendar("monday")).items()
        for side, weeks in sides.items()
        for sums in weeks.values()
    ]


def test_the_sets_read_from_json_are_as_good_as_a_tuple() -> None:
    sets = session_in(json.dumps(A_SESSION | {"sets": [A_SET] * 3}).encode()).sets
    same = tuple([make_set()] * 3)
    assert len(sets) == 3
    assert same == sets
    assert sets == same
    assert sets != same[:2]
    assert (sets[0], sets[-1], sets[1:]) == (make_set(), make_set(), same[1:])
    assert str(sets).startswith("(SetRecord(exercise='heel_raise_box', set=1")
    assert replace(THE_RECORD, sets=sets) == replace(THE_RECORD, sets=same)


def test_going_through_the_sets_keeps_none_of_them() -> None:
    sets = session_in(json.dumps(A_SESSION | {"sets": [A_SET] * 3}).encode()).sets

    passes = [tuple(sets), tuple(sets)]

    assert passes[0] == passes[1] == tuple([make_set()] * 3)
    assert passes[0][0] is not passes[1][0]  # made anew each time
    assert sets[0] is sets[0]
    assert next(iter(sets)) is sets[0]


@pytest.mark.parametrize("depth", [200, 400, 800, 5000])
def test_what_lies_deep_in_an_unknown_field_is_opened_or_refused(depth: int) -> None:
    def opened(frames: int, sets: Sequence[SetRecord]) -> int:
        return opened(frames - 1, sets) if frames else len(list(sets))

    deep = f'"later": {"[" * depth}{"]" * depth}, '
    document = json.dumps(A_SESSION).replace('"note"', f'{deep}"note"').encode()
    try:
        record = session_in(document)
    except ValueError:
        assert depth > 400
    else:
        assert opened(300, record.sets) == 1


def test_a_deleted_session_is_none_though_all_its_fields_are_there() -> None:
    with pytest.raises(ValueError, match="deleted"):
        session_in(json.dumps({**A_SESSION, "deleted": True}).encode())


def test_an_instant_is_in_utc_to_the_millisecond() -> None:
    east = timezone(timedelta(hours=5, minutes=30))
    moment = datetime(2026, 1, 1, 2, 0, 0, 999_999, tzinfo=east)
    assert instant(moment) == "2025-12-31T20:30:00.999Z"


def test_what_utf8_cannot_hold_is_replaced() -> None:
    record = replace(THE_RECORD, routine="caf\udce9", note="\ud800")
    document = session_document(record)
    assert (document["routine"], document["note"]) == ("caf\ufffd", "\ufffd")


def test_no_text_that_is_kept_commands_a_terminal() -> None:
    odd = "a\x1b[2J\x9b\u202e\r\nb"
    one = replace(make_set(), exercise=odd, pain_site=odd)
    record = replace(THE_RECORD, routine=odd, routine_name=odd, note=odd, sets=(one,))
    documents = (
        session_document(record),
        document_of(Pause(record.local_date, None, odd, "p", AN_INSTANT)),
        document_of(HeelRiseTest("h", AN_INSTANT, record.local_date, 1, 1, AN_INSTANT, odd)),
    )
    assert not set("\x1b\x9b\u202e\r") & set(json.dumps(documents, ensure_ascii=False))
    assert "\\u00" not in json.dumps(documents)
    assert documents[0]["note"] == "a\ufffd[2J\ufffd\nb"
    assert documents[0]["sets"][0]["exercise"] == "a\ufffd[2J\ufffd b"


@pytest.mark.parametrize(
    ("path", "value"),
    [
        ("id", ""),
        ("id", 7),
        ("status", "done"),
        ("started_at", "yesterday"),
        ("started_at", "2026-11-22T17:03:11.482"),
        ("started_at", 1_700_000_000),
        ("updated_at", "2026-11-22T17:03:11.482"),
        ("local_date", "2026-02-30"),
        ("active_seconds", -1),
        ("active_seconds", float("nan")),
        ("active_seconds", float("inf")),
        ("active_seconds", "60"),
        ("utc_offset_minutes", 1440),
        ("utc_offset_minutes", -1440),
        ("morning_pain", 11),
        ("morning_pain", -1),
        ("note", None),
        ("sets", None),
        ("sets.0.set", 0),
        ("sets.0.side", "middle"),
        ("sets.0.outcome", "finished"),
        ("sets.0.planned", {}),
        ("sets.0.planned", {"reps": 1, "seconds": 1}),
        ("sets.0.planned", {"reps": 1.5}),
        ("sets.0.done", {"reps": -1}),
        ("sets.0.done", {"seconds": float("nan")}),
        ("sets.0.tempo", {"up": 1, "top": 1, "down": 1}),
        ("sets.0.tempo", {"up": -1, "top": 1, "down": 1, "bottom": 1}),
        ("sets.0.tempo", {"up": 0, "top": 0, "down": 0, "bottom": 0}),
        ("sets.0.load_kg", -0.5),
        ("sets.0.load_kg", float("inf")),
        ("sets.0.rpe", 0),
        ("sets.0.rpe", 11),
        ("sets.0.rpe", True),
        ("sets.0.pain", 11),
        ("sets.0.ended_at", "2026-11-22T17:03:11.482"),
        ("started_at", "0001-01-01T00:00:00+14:00"),
        ("ended_at", "9999-12-31T23:59:59-14:00"),
        ("updated_at", "9999-12-31T23:59:59Z"),
        ("local_date", "0001-01-01"),
        ("local_date", "9999-12-31"),
        ("sets.0.ended_at", "0001-01-01T00:00:00Z"),
        ("id", "x" * 1001),
        ("routine_name", "x" * 1001),
        ("note", "x" * 10_001),
        ("sets.0.exercise", "x" * 1001),
        ("sets.0.pain_site", "x" * 1001),
    ],
)
def test_a_value_out_of_range_makes_no_session(path: str, value: object) -> None:
    document = changed(A_SESSION, path, value)
    with pytest.raises(ValueError, match=r"\w"):
        session_of(document)
    with pytest.raises(ValueError, match=r"\w"):
        session_in(json.dumps(document).encode())


@pytest.mark.parametrize(
    "field", [name for name in A_SESSION if name not in ("note", "morning_pain")]
)
def test_a_field_that_is_missing_makes_no_session(field: str) -> None:
    with pytest.raises(ValueError, match=field):
        session_of({name: value for name, value in A_SESSION.items() if name != field})


@pytest.mark.parametrize("document", [None, [], "x", 1, {}])
def test_what_is_no_document_makes_no_session(document: object) -> None:
    with pytest.raises(ValueError, match=r"\w"):
        session_of(document)


def test_a_field_of_a_later_version_is_no_fault() -> None:
    assert session_of({**A_SESSION, "weather": "rain"}) == THE_RECORD


def test_fields_this_version_does_not_know_are_carried_over() -> None:
    older = changed({**A_SESSION, "weather": "rain", "note": "old"}, "sets.0.grip", "rail")
    assert with_unknown_fields(A_SESSION, older) == changed(
        {**A_SESSION, "weather": "rain"}, "sets.0.grip", "rail"
    )


def test_fields_of_another_set_are_not_carried_over() -> None:
    older = changed(changed(A_SESSION, "sets.0.grip", "rail"), "sets.0.side", "left")
    assert with_unknown_fields(A_SESSION, older) == A_SESSION


@pytest.mark.parametrize("sets", [None, [], [None], [A_SET, A_SET], "x"])
def test_whatever_the_older_sets_are_the_newer_ones_hold(sets: object) -> None:
    assert with_unknown_fields(A_SESSION, {**A_SESSION, "sets": sets}) == A_SESSION


def test_a_deleted_document_is_a_mark_and_comes_back_without_it() -> None:
    mark = deleted_document("a", AN_INSTANT)
    assert mark == {"id": "a", "deleted": True, "updated_at": "2026-11-22T17:03:11.482Z"}
    assert is_deleted(mark)
    others: tuple[object, ...] = (A_SESSION, None, [], {"deleted": "yes"})
    assert not any(is_deleted(each) for each in others)
    restored = {**A_SESSION, "restored_at": mark["updated_at"]}
    assert with_unknown_fields(A_SESSION, mark) == restored


moments = st.datetimes(
    datetime(1900, 1, 2), datetime(8999, 12, 30), timezones=st.just(timezone.utc)
)
OTHERS = [
    "2026-11-22T17:03:11.482Z",
    "2026-11-22 17:03:11.482Z",
    "2026-13-22T17:03:11.482Z",
    "2026-11-22T17:03:11Z",
    "2026-11-22T17:03:11.4829Z",
    "2026-11-22T18:03:11.482+01:00",
    "0001-01-01T00:00:00.000Z",
    "9999-12-31T00:00:00.000Z",
    "zzzzzzzzzzTzzzzzzzzzzzzZ",
    "",
]
texts = st.sampled_from(OTHERS)


@given(moments, st.integers(-1439, 1439))
def test_an_instant_is_written_in_utc_cut_to_milliseconds(moment: datetime, minutes: int) -> None:
    elsewhere = moment.astimezone(timezone(timedelta(minutes=minutes)))
    assert instant(elsewhere) == instant(moment) == f"{moment.isoformat('T', 'milliseconds')[:23]}Z"


@given(session_records, st.lists(st.tuples(st.integers(0, 3), set_records), max_size=6))
def test_each_time_its_document_is_what_it_is_without_those_before(
    record: SessionRecord, changes: list[tuple[int, SetRecord]]
) -> None:
    saved = SessionRewriter()
    for place, changed in changes:
        sets = (*record.sets[:place], changed, *record.sets[place + 1 :])
        record = replace(record, sets=sets)
        assert saved.document(record) == session_document(record)


def test_a_set_out_of_range_is_refused_and_not_remembered() -> None:
    record = make_session(sets=2)
    bad = replace(record, sets=(record.sets[0], replace(record.sets[1], pain=11)))
    saved = SessionRewriter()
    for _ in range(2):
        with pytest.raises(ValueError, match="sets"):
            saved.document(bad)
    assert saved.document(record) == session_document(record)


def test_a_document_keeps_its_sets_when_the_next_has_more() -> None:
    record = make_session(sets=3)
    saved = SessionRewriter()
    first = saved.document(replace(record, sets=record.sets[:1]))
    saved.document(record)
    assert first == session_document(replace(record, sets=record.sets[:1]))
