from __future__ import annotations

import json
from contextlib import closing
from dataclasses import fields, replace
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any, get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tinydb import TinyDB

from calf_tui.core.records.coach_records import (
    AnswerWord,
    CoachAnswer,
    PlanChange,
    PlanEntry,
    Profile,
    Run,
    Source,
)
from calf_tui.core.records.session_record import HeelRiseTest, Pause, Target
from calf_tui.core.text.sanitizing import storable_name
from calf_tui.serialization.codec import deleted_document, is_deleted
from calf_tui.serialization.record_tables import TABLE_OF, TABLES, document_of
from calf_tui.storage.database.merge import merged
from calf_tui.storage.database.schema import SCHEMA_VERSION
from calf_tui.storage.history import TinyHistory
from tests.records import AN_INSTANT, instants, make_session

if TYPE_CHECKING:
    from pathlib import Path

A_DAY = date(2026, 11, 22)
LATER = AN_INSTANT + timedelta(seconds=1)
dates = st.dates(date(1900, 1, 1), date(8999, 12, 31))
amounts = st.none() | st.floats(0, 1e6)
weekdays = st.frozensets(st.integers(0, 6))
words = st.text(min_size=1, max_size=20).map(storable_name)
kept: dict[str, Any] = {"id": st.uuids().map(str), "updated_at": instants}
runs = st.builds(
    Run,
    local_date=dates,
    minutes=st.floats(0, 1e6),
    km=amounts,
    hard=st.booleans(),
    source=st.sampled_from(get_args(Source)),
    **kept,
)
answers = st.one_of(
    st.builds(
        CoachAnswer,
        local_date=dates,
        answer=st.sampled_from(["accepted", "refused"]),
        exercise=words,
        side=st.sampled_from(["both", "left", "right"]),
        form=words,
        reps=st.none() | st.integers(0, 99),
        load_kg=st.floats(0, 100),
        **kept,
    ),
    st.builds(
        CoachAnswer,
        local_date=dates,
        answer=st.sampled_from(["gone", "checked", "not yet"]),
        place=st.none() | words,
        **kept,
    ),
)
profiles = st.builds(
    Profile,
    has_dumbbells=st.booleans(),
    heaviest_kg=amounts,
    body_mass_kg=amounts,
    weekdays=weekdays,
    hard_run_days=weekdays,
    heel_raises=st.none() | st.integers(0, 99),
    race=st.none() | dates,
    deload=st.none() | dates,
    birth_year=st.none() | st.integers(1900, 2020),
    sex=st.sampled_from(["female", "male", None]),
    updated_at=instants,
)
entries = st.builds(
    PlanEntry,
    start=dates,
    plan=words | st.just(""),
    change=st.sampled_from(get_args(PlanChange)),
    **kept,
)
heel_rise_tests = st.builds(
    HeelRiseTest,
    taken_at=instants,
    local_date=dates,
    left=st.none() | st.integers(0, 100),
    right=st.none() | st.integers(0, 100),
    ended_by=st.none() | st.text(max_size=20).map(storable_name),
    **kept,
)
small_records = runs | answers | profiles | entries | heel_rise_tests

A_RUN = Run(A_DAY, 50.0, 9.1, hard=True, id="r", updated_at=AN_INSTANT)
REFUSED = CoachAnswer(A_DAY, "refused", "heel_raise_box", id="a", updated_at=AN_INSTANT)
GONE = CoachAnswer(A_DAY, "gone", place="calf", id="g", updated_at=AN_INSTANT)
PROFILE = Profile(weekdays=frozenset((2, 0)), updated_at=AN_INSTANT)
TEST = HeelRiseTest("t1", AN_INSTANT, A_DAY, 25, 22, AN_INSTANT)
USED = PlanEntry(A_DAY, "build-up", id="p", updated_at=AN_INSTANT)
ONE_OF_EACH = (A_RUN, REFUSED, GONE, PROFILE, USED)


@given(small_records)
def test_a_record_and_its_document_are_the_same(record: Any) -> None:
    document = document_of(record)
    assert json.loads(json.dumps(document)) == document
    assert TABLE_OF[type(record)].read(document) == record


def test_the_documents_have_the_fields_that_were_agreed() -> None:
    assert document_of(A_RUN) == {
        "id": "r",
        "local_date": "2026-11-22",
        "minutes": 50.0,
        "km": 9.1,
        "hard": True,
        "source": "typed",
        "updated_at": "2026-11-22T17:03:11.482Z",
    }
    profile = document_of(PROFILE)
    assert (profile["id"], profile["weekdays"]) == ("profile", [0, 2])


@pytest.mark.parametrize(
    ("record", "change", "field"),
    [
        (A_RUN, {"id": ""}, "id"),
        (A_RUN, {"minutes": None, "km": None}, "minutes"),
        (A_RUN, {"minutes": -1}, "minutes"),
        (A_RUN, {"km": float("nan")}, "km"),
        (A_RUN, {"km": 1e300}, "km"),
        (A_RUN, {"hard": "yes"}, "hard"),
        (A_RUN, {"source": "a friend"}, "source"),
        (A_RUN, {"local_date": "9999-01-01"}, "local_date"),
        (A_RUN, {"updated_at": "2026-11-22T17:03"}, "updated_at"),
        (REFUSED, {"exercise": None}, "exercise"),
        (REFUSED, {"side": "middle"}, "side"),
        (REFUSED, {"reps": 5, "seconds": 5}, "seconds"),
        (GONE, {"exercise": "jump_squat"}, "exercise"),
        (GONE, {"place": "x" * 2000}, "place"),
        (GONE, {"answer": "perhaps"}, "answer"),
        (PROFILE, {"weekdays": [7]}, "weekdays"),
        (PROFILE, {"hard_run_days": [0.5]}, "hard_run_days"),
        (PROFILE, {"body_mass_kg": -70}, "body_mass_kg"),
        (USED, {"start": "soon"}, "start"),
        (USED, {"change": "forgotten"}, "change"),
        (TEST, {"id": ""}, "id"),
        (TEST, {"left": -1}, "left"),
        (TEST, {"right": "many"}, "right"),
        (TEST, {"taken_at": "2026-11-22T17:00:00"}, "taken_at"),
        (TEST, {"local_date": "yesterday"}, "local_date"),
    ],
)
def test_what_is_no_record_is_refused_and_the_field_named(
    record: Any, change: dict[str, Any], field: str
) -> None:
    with pytest.raises(ValueError, match=field):
        TABLE_OF[type(record)].read({**document_of(record), **change})


def test_targets_and_pauses_are_written_and_read() -> None:
    target = {"id": "a", "start": "2026-11-16", "days": 4, "updated_at": "2026-11-22T17:03:11.482Z"}
    targets, pauses = TABLE_OF[Target], TABLE_OF[Pause]
    assert targets.read(target) == Target(date(2026, 11, 16), 4, "a", AN_INSTANT)
    assert document_of(targets.read(target)) == target
    pause = {**target, "end": "2026-11-16", "reason": "flu"}
    del pause["days"]
    assert pauses.read(pause) == Pause(
        date(2026, 11, 16), date(2026, 11, 16), "flu", "a", AN_INSTANT
    )
    assert document_of(pauses.read(pause)) == pause
    open_end = {**pause, "end": None}
    assert document_of(pauses.read(open_end)) == open_end


@pytest.mark.parametrize("kind", [Target, Pause])
@pytest.mark.parametrize(
    "identity", [{}, {"id": ""}, {"id": "a", "updated_at": "2026-11-22T17:03"}]
)
def test_a_target_or_pause_has_an_identity(kind: type[Any], identity: dict[str, str]) -> None:
    with pytest.raises(ValueError, match=r"id|updated_at"):
        TABLE_OF[kind].read({"start": "2026-11-16", "days": 4, **identity})


@pytest.mark.parametrize("days", [0, 8, 2.5, "3", None])
def test_a_target_has_one_to_seven_days(days: object) -> None:
    with pytest.raises(ValueError, match="days"):
        TABLE_OF[Target].read({"id": "a", "start": "2026-11-16", "days": days})


@pytest.mark.parametrize("end", ["2026-11-15", "soon", 3])
def test_a_pause_does_not_end_before_it_starts(end: object) -> None:
    with pytest.raises(ValueError, match="end"):
        TABLE_OF[Pause].read({"id": "a", "start": "2026-11-16", "end": end})


def test_a_version_1_file_takes_the_new_tables_in_and_keeps_its_own(tmp_path: Path) -> None:
    path = tmp_path / "training.json"
    target = document_of(Target(A_DAY, 4, "t", AN_INSTANT))
    meta = {"id": "m", "schema_version": 1, "created_at": target["updated_at"]}
    path.write_text(json.dumps({"meta": {"1": meta}, "targets": {"1": target}}))
    with closing(TinyHistory(path, lambda: AN_INSTANT)) as history:
        for record in ONE_OF_EACH:
            history.keep(record)
        assert history.targets() == (Target(A_DAY, 4, "t", AN_INSTANT),)
    with TinyDB(path) as plain:
        assert plain.table("meta").all()[0]["schema_version"] == SCHEMA_VERSION == 2
        assert plain.tables() >= {each.name for each in TABLES} - {"pauses", "tests"}
    assert any(".version-1." in each.name for each in tmp_path.rglob("*.gz"))
    again = TinyHistory(path, lambda: AN_INSTANT)
    assert again.kept(Run) == (A_RUN,)
    assert set(again.kept(CoachAnswer)) == {REFUSED, GONE}
    assert again.kept(Profile) == (PROFILE,)
    assert again.kept(PlanEntry) == (USED,)
    assert again.left_out() == 0


@pytest.mark.parametrize("record", ONE_OF_EACH, ids=lambda each: type(each).__name__)
def test_each_table_merges_by_the_last_change_and_never_brings_back(record: Any) -> None:
    table = TABLE_OF[type(record)]
    (spare,) = (each for each in fields(record) if each.name in ("hard", "form", "sex", "change"))
    value = {"hard": False, "form": "towel", "sex": "male", "change": "moved"}[spare.name]
    later = document_of(replace(record, updated_at=LATER, **{spare.name: value}))
    one, other = ({table.name: {"1": each}} for each in (document_of(record), later))
    for files in ((one, other), (other, one)):
        assert dict(merged(*files)[table.name]) == {"1": later}
    mark = deleted_document(record.id, LATER + timedelta(seconds=1))
    (left,) = merged(other, {table.name: {"1": mark}})[table.name].values()
    assert is_deleted(left)


def test_what_is_no_run_goes_to_the_quarantine(tmp_path: Path) -> None:
    path = tmp_path / "training.json"
    with closing(TinyHistory(path, lambda: AN_INSTANT)) as history:
        history.keep(A_RUN)
    with TinyDB(path) as plain:
        plain.table("runs").insert({**document_of(A_RUN), "id": "bad", "minutes": "an hour"})
    with closing(TinyHistory(path, lambda: AN_INSTANT)) as history:
        history.open()
        assert history.kept(Run) == (A_RUN,)
        assert history.left_out() == 0
    with TinyDB(path) as plain:
        (held,) = plain.table("quarantine").all()
    assert (held["table"], held["document"]["id"]) == ("runs", "bad")


def test_every_answer_is_of_a_load_or_of_a_stop() -> None:
    of_load = {word for word in get_args(AnswerWord) if CoachAnswer(A_DAY, word).is_of_load}
    assert of_load == {"accepted", "refused"}


def test_tests_are_kept_oldest_first_and_a_saved_one_replaces_itself(tmp_path: Path) -> None:
    path = tmp_path / "training.json"
    history = TinyHistory(path, lambda: AN_INSTANT)
    history.keep(TEST)
    earlier = replace(TEST, id="t0", taken_at=AN_INSTANT - timedelta(days=28))
    history.keep(earlier)
    later = replace(TEST, left=27, updated_at=LATER)
    history.keep(later)
    assert history.tests() == (earlier, later)
    history.close()
    with TinyDB(path) as plain:
        assert {each["id"] for each in plain.table("tests").all()} == {"t0", "t1"}
    assert TinyHistory(path, lambda: AN_INSTANT).tests() == history.tests()


def test_a_damaged_test_is_left_out(tmp_path: Path) -> None:
    path = tmp_path / "training.json"
    history = TinyHistory(path, lambda: AN_INSTANT)
    history.keep(TEST)
    history.close()
    with TinyDB(path) as plain:
        plain.table("tests").insert({"id": "t2", "left": "x"})
    reading = TinyHistory(path, lambda: AN_INSTANT)
    assert (reading.tests(), reading.left_out()) == ((TEST,), 1)


def test_the_records_are_the_very_same_while_nothing_changed(tmp_path: Path) -> None:
    with closing(TinyHistory(tmp_path / "training.json", lambda: AN_INSTANT)) as history:
        history.save(make_session())
        history.keep(TEST)
        kept = history.sessions(), history.tests()
        assert history.sessions() is kept[0]
        assert history.tests() is kept[1]
        history.save(make_session(record_id="another"))
        assert history.sessions() is not kept[0]
