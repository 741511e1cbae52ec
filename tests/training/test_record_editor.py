"""What a runner changes in the records, and takes back."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, time, timedelta, timezone

import pytest

from calf_tui.core.errors import UserError
from calf_tui.core.records.coach_records import UNKNOWN_PROFILE, PlanEntry, Run
from calf_tui.core.records.session_record import Pause, SessionRecord, Target
from calf_tui.core.routines.routine import Dose, Exercise, Routine, Step
from calf_tui.core.settings import Settings
from calf_tui.training.coach_record_editor import CoachRecordEditor
from calf_tui.training.record_editor import RecordEditor
from tests.fakes import FakeClock, FullHistory, MemoryHistory
from tests.records import make_session

SUNDAY = date(2026, 11, 22)
MONDAY = date(2026, 11, 16)
ROUTINE = Routine(
    "two", "Two sets", (Step(Exercise("move", "Move"), 2, Dose(seconds=20), rest=10),)
)
CET = timezone(timedelta(hours=1))
FIRST = make_session(date(2026, 11, 20), record_id="first")
SECOND = make_session(date(2026, 11, 21), record_id="second")


class World:
    """A record editor with two sessions, on Sunday 22 November 2026, 18:03 in Berlin."""

    def __init__(
        self,
        now: datetime = datetime(2026, 11, 22, 18, 3, tzinfo=CET),
        history: MemoryHistory | None = None,
        **settings: object,
    ) -> None:
        self.clock = FakeClock(now)
        self.history = history or MemoryHistory([FIRST, SECOND])
        self.record_editor = RecordEditor(self.clock, self.history, Settings(**settings))  # type: ignore[arg-type]

    @property
    def ids(self) -> list[str]:
        return [each.id for each in self.history.sessions()]

    def session(self, record_id: str) -> SessionRecord:
        return next(each for each in self.history.sessions() if each.id == record_id)


def as_it_was(record: SessionRecord, before: SessionRecord) -> bool:
    """The same but for when it was changed, which is later."""
    return record.updated_at > before.updated_at and before == replace(
        record, updated_at=before.updated_at
    )


def test_an_edit_keeps_the_records_id_and_says_when() -> None:
    world = World()
    after = world.record_editor.edit(FIRST, replace(FIRST, note="knee", id="other"))
    assert world.session("first") == after
    assert (after.note, after.updated_at) == ("knee", world.clock.now())
    assert world.ids == ["first", "second"]


def test_an_edit_that_changes_nothing_keeps_nothing() -> None:
    world = World()
    assert world.record_editor.edit(FIRST, replace(FIRST)) is FIRST
    assert world.record_editor.undo() == ""
    assert world.session("first") is FIRST


def test_a_set_edited_to_short_ends_the_session_early() -> None:
    world = World()
    sets = (replace(FIRST.sets[0], outcome="short", done=Dose(reps=3)), FIRST.sets[1])
    assert world.record_editor.edit(FIRST, replace(FIRST, sets=sets)).status == "partial"


def test_a_session_moved_to_tomorrow_or_later_today_is_refused() -> None:
    world = World()
    with pytest.raises(UserError, match="2026-11-23 is still to come"):
        world.record_editor.move(FIRST, date(2026, 11, 23), None)
    with pytest.raises(UserError, match="That start is still to come"):
        world.record_editor.move(FIRST, SUNDAY, time(18, 4))
    with pytest.raises(UserError, match="still to come"):
        world.record_editor.edit(FIRST, replace(FIRST, local_date=date(2026, 11, 23)))
    moved = world.record_editor.move(FIRST, SUNDAY, time(18, 3))
    assert world.record_editor.edit(FIRST, moved).local_date == SUNDAY


def test_a_session_that_says_it_is_of_tomorrow_can_have_a_note() -> None:
    tomorrow = make_session(date(2026, 11, 23), record_id="tomorrow")
    world = World(history=MemoryHistory([tomorrow]))
    assert (
        world.record_editor.edit(tomorrow, replace(tomorrow, note="date line")).note == "date line"
    )


def test_deleting_asks_nothing_and_undo_brings_everything_back_in_turn() -> None:
    world = World()
    world.record_editor.delete(FIRST)
    world.record_editor.delete(SECOND)
    assert world.ids == []
    assert world.record_editor.last_change == "deleted Strength of 21 Nov 2026"
    assert world.record_editor.undo() == "deleted Strength of 21 Nov 2026"
    assert world.ids == ["second"]
    assert world.record_editor.undo() == "deleted Strength of 20 Nov 2026"
    assert as_it_was(world.session("first"), FIRST)
    assert as_it_was(world.session("second"), SECOND)
    assert (world.record_editor.undo(), world.record_editor.last_change) == ("", "")


def test_every_kind_of_change_can_be_undone() -> None:
    world = World()
    record_editor = world.record_editor
    edited = record_editor.edit(FIRST, replace(FIRST, note="a"))
    record_editor.edit(edited, replace(edited, note="b"))
    record_editor.add(ROUTINE)
    record_editor.delete(SECOND)
    record_editor.set_target(5)
    record_editor.set_target(6)
    pause = record_editor.add_pause(Pause(SUNDAY))
    pause = record_editor.edit_pause(pause, replace(pause, reason="flu"))
    record_editor.delete(pause)
    undone = []
    while words := record_editor.undo():
        undone.append(words)
        world.clock.run(1)
    assert len(undone) == 9
    assert as_it_was(world.session("first"), FIRST)
    assert as_it_was(world.session("second"), SECOND)
    assert world.ids == ["first", "second"]
    assert (world.history.targets(), world.history.pauses()) == ((), ())


def test_undo_takes_back_the_last_change_of_whatever_kind() -> None:
    kept: dict[str, str | float] = {}
    world = World()
    record_editor = RecordEditor(world.clock, world.history, Settings(), kept.__setitem__)
    records = CoachRecordEditor(world.clock, world.history, lambda: record_editor.settings)
    record_editor.add_pause(Pause(SUNDAY))
    record_editor.set_volume(50)
    before = records.profile
    record_editor.changed(before, records.change_profile(has_dumbbells=False), "told the coach")
    run = records.add_run(Run(SUNDAY, 50))
    record_editor.added(run, "the run was added")
    record_editor.delete(SECOND)
    undone = []
    while kind := record_editor.last_kind:
        undone.append(kind)
        record_editor.undo()
        world.clock.run(1)
    assert undone == ["session", "run", "about you", "setting", "pause"]
    assert records.profile.has_dumbbells
    assert (kept, record_editor.settings) == ({"volume": 100}, Settings())
    assert (world.ids, world.history.pauses()) == (["first", "second"], ())
    assert world.history.kept(Run) == ()


def test_changes_made_as_one_are_undone_as_one() -> None:
    world = World()
    record_editor = RecordEditor(world.clock, world.history, Settings(), lambda *_: None)
    records = CoachRecordEditor(world.clock, world.history, lambda: record_editor.settings)
    record_editor.add_pause(Pause(SUNDAY))
    with record_editor.as_one_change("Build-up was chosen"):
        record_editor.added(records.use_plan("build-up"), "chosen")
        record_editor.set_target(4)
    assert (len(world.history.kept(PlanEntry)), len(world.history.targets())) == (1, 1)
    assert (record_editor.last_change, record_editor.last_kind) == ("Build-up was chosen", "plan")
    world.clock.run(1)
    assert record_editor.undo() == "Build-up was chosen"
    assert (world.history.kept(PlanEntry), world.history.targets()) == ((), ())
    assert record_editor.last_change == "added a pause"


def test_what_was_changed_before_a_refusal_is_undone_all_the_same() -> None:
    world = World()
    record_editor = RecordEditor(world.clock, world.history, Settings(), lambda *_: None)

    def refuse() -> None:
        with record_editor.as_one_change("both"):
            record_editor.set_target(4)
            raise UserError("The disk is full.")

    with pytest.raises(UserError):
        refuse()
    assert record_editor.undo() == "both"
    assert world.history.targets() == ()


def test_a_setting_or_a_profile_that_stays_the_same_is_no_change() -> None:
    world = World()
    record_editor = RecordEditor(world.clock, world.history, Settings(), lambda *_: None)
    record_editor.set_volume(record_editor.settings.volume)
    record_editor.changed(UNKNOWN_PROFILE, UNKNOWN_PROFILE, "told the coach")
    assert record_editor.last_change == ""


def test_what_is_restored_is_later_than_the_change_it_undoes() -> None:
    world = World()
    after = world.record_editor.edit(FIRST, replace(FIRST, note="a"))
    world.clock.sleep(-3600)
    world.record_editor.undo()
    assert world.session("first").updated_at > after.updated_at


def test_a_change_that_could_not_be_kept_is_not_there_to_be_undone() -> None:
    history = FullHistory([FIRST])
    world = World(history=history)
    with pytest.raises(UserError, match="disk is full"):
        world.record_editor.edit(FIRST, replace(FIRST, note="a"))
    assert world.record_editor.last_change == ""
    history.space = True
    after = world.record_editor.edit(FIRST, replace(FIRST, note="a"))
    history.space = False
    with pytest.raises(UserError, match="disk is full"):
        world.record_editor.undo()
    assert world.session("first") == after
    history.space = True
    assert world.record_editor.undo() == "edited Strength of 20 Nov 2026"


def test_a_session_done_elsewhere_today_has_just_ended() -> None:
    world = World()
    record = world.record_editor.add(ROUTINE, note="gym")
    assert (record.local_date, record.ended_at, record.note) == (SUNDAY, world.clock.now(), "gym")
    assert (record.active_seconds, record.routine) == (55, "two")


def test_a_session_done_elsewhere_on_another_day_was_at_noon() -> None:
    record = World().record_editor.add(ROUTINE, date(2026, 11, 3))
    assert record.local_date == date(2026, 11, 3)
    assert record.started_at == datetime(2026, 11, 3, 12, 0, tzinfo=CET)


def test_after_midnight_it_is_still_the_day_before() -> None:
    world = World(datetime(2026, 11, 23, 1, 30, tzinfo=CET))
    assert (world.record_editor.today, world.record_editor.this_week) == (SUNDAY, MONDAY)
    assert world.record_editor.add(ROUTINE).local_date == SUNDAY
    with pytest.raises(UserError, match="2026-11-23 is still to come"):
        world.record_editor.add(ROUTINE, date(2026, 11, 23))


def test_a_session_just_over_the_cutoff_does_not_begin_the_day_before() -> None:
    world = World(datetime(2026, 11, 23, 3, 5, tzinfo=CET))
    hour = Step(Exercise("move", "Move"), 60, Dose(seconds=60))
    record = world.record_editor.add(Routine("long", "Long", (hour,)))
    assert record.local_date == date(2026, 11, 23)
    assert record.started_at == datetime(2026, 11, 23, 3, 0, tzinfo=CET)


def test_a_cutoff_after_noon_is_kept_to() -> None:
    world = World(day_cutoff=time(13, 0))
    record = world.record_editor.add(ROUTINE, date(2026, 11, 3))
    assert record.started_at == datetime(2026, 11, 4, 12, 0, tzinfo=CET)


def test_a_target_holds_from_this_week_on_and_a_second_change_replaces_the_first() -> None:
    world = World()
    assert world.record_editor.set_target(5).start == MONDAY
    world.clock.run(3600)
    world.record_editor.set_target(4)
    (target,) = world.history.targets()
    assert (target.start, target.days, target.updated_at) == (MONDAY, 4, world.clock.now())
    world.clock.sleep(7 * 24 * 3600)
    world.record_editor.set_target(2)
    assert [each.days for each in world.history.targets()] == [4, 2]
    assert world.record_editor.undo() == "target set to 2"
    assert [each.days for each in world.history.targets()] == [4]


def test_a_target_for_some_weeks_gives_way_to_the_one_before_or_to_a_new_one() -> None:
    world = World()
    world.record_editor.set_target(5)
    world.clock.run(60)
    world.record_editor.set_target(2, weeks=1)
    after = MONDAY + timedelta(days=7)
    assert [(each.start, each.days) for each in world.history.targets()] == [
        (MONDAY, 2),
        (after, 5),
    ]
    world.record_editor.set_target(4)
    assert [(each.start, each.days) for each in world.history.targets()] == [(MONDAY, 4)]
    world.record_editor.undo()
    world.record_editor.undo()
    assert [(each.start, each.days) for each in world.history.targets()] == [(MONDAY, 5)]


def test_the_week_of_a_target_is_the_runners() -> None:
    world = World(first_day_of_week="sunday")
    assert world.record_editor.set_target(5).start == SUNDAY


def test_two_targets_of_one_week_become_one_and_come_back() -> None:
    older, newer = (Target(date(2026, 11, day), day - 14, f"of {day}") for day in (16, 18))
    world = World(history=MemoryHistory(targets=[older, newer]))
    world.record_editor.set_target(7)
    assert [(each.id, each.days, each.start) for each in world.history.targets()] == [
        ("of 18", 7, MONDAY)
    ]
    world.record_editor.undo()
    assert [(each.id, each.days) for each in world.history.targets()] == [
        ("of 16", 2),
        ("of 18", 4),
    ]


def test_a_pause_that_ends_before_it_starts_is_refused() -> None:
    world = World()
    with pytest.raises(UserError, match="would end on 2026-11-21, before it starts on 2026-11-22"):
        world.record_editor.add_pause(Pause(SUNDAY, date(2026, 11, 21)))
    pause = world.record_editor.add_pause(Pause(SUNDAY, SUNDAY, "flu"))
    with pytest.raises(UserError, match="would end"):
        world.record_editor.edit_pause(pause, replace(pause, end=MONDAY))
    assert world.history.pauses() == (pause,)


def test_a_setting_is_kept_before_it_holds() -> None:
    kept: dict[str, str | float] = {}
    world = World()
    record_editor = RecordEditor(world.clock, world.history, Settings(), kept.__setitem__)
    record_editor.set_day_cutoff(time(4, 30))
    record_editor.set_first_day_of_week("sunday")
    assert kept == {"day_cutoff": "04:30", "first_day_of_week": "sunday"}
    assert record_editor.settings == Settings(day_cutoff=time(4, 30), first_day_of_week="sunday")
    assert record_editor.this_week == SUNDAY


def test_where_settings_cannot_be_kept_none_is_taken() -> None:
    world = World()
    with pytest.raises(UserError, match="cannot be changed here"):
        world.record_editor.set_day_cutoff(time(4, 30))
    assert world.record_editor.settings == Settings()
