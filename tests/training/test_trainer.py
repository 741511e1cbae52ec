from __future__ import annotations

from datetime import date, datetime, time, timedelta, timezone

import pytest

from calf_tui.core.coach.pain_monitoring import STOP_SIGNS
from calf_tui.core.errors import UserError
from calf_tui.core.routines.routine import Dose, Routine, Step, Tempo
from calf_tui.core.session.cue import NO_TIME, Sound
from calf_tui.core.session.cue_schedule import WAITING_SECONDS
from calf_tui.core.session.state import Command, Paused
from calf_tui.core.settings import Settings
from tests.fakes import FakeClock, FullHistory, MemoryHistory
from tests.training.world import MOVE, TWO_SETS, World, in_session


def test_a_finished_set_is_kept_before_the_session_ends() -> None:
    world = in_session(25.25)
    assert (world.record.status, world.outcomes) == ("partial", ["done"])
    world.run(30)
    assert (world.record.status, len(world.record.sets)) == ("completed", 2)


def test_the_record_has_the_instants_of_the_deadlines_not_of_the_looks() -> None:
    world = World()
    start = world.clock.now()
    world.trainer.start(TWO_SETS)
    for _ in range(12):
        world.clock.run(4.9)
        world.trainer.tick()
    record = world.record
    assert record.started_at == start
    assert record.ended_at == start + timedelta(seconds=55)
    assert record.active_seconds == 55
    assert [each.ended_at - start for each in record.sets] == [
        timedelta(seconds=25),
        timedelta(seconds=55),
    ]


def test_a_session_after_midnight_counts_for_the_day_before() -> None:
    zone = timezone(timedelta(hours=1))
    clock = FakeClock(datetime(2026, 11, 23, 1, 30, tzinfo=zone))
    world = in_session(26, clock=clock, settings=Settings(day_cutoff=time(3, 0)))
    record = world.record
    assert record.local_date == date(2026, 11, 22)
    assert record.utc_offset_minutes == 60
    assert record.started_at == datetime(2026, 11, 23, 0, 30, tzinfo=timezone.utc)


def test_a_session_left_before_anything_was_done_leaves_no_record() -> None:
    world = in_session(3)
    world.trainer.command(Command.END)
    assert world.history.sessions() == ()
    assert world.trainer.last_record is None


def test_a_speaker_is_kept_awake_from_the_first_cue_to_the_last() -> None:
    world = in_session(10)
    for command in (Command.PAUSE, Command.PAUSE, Command.END):
        world.trainer.command(command)
    resumed = 3 + 45  # the lead-in, and what was left
    assert world.player.awake == [(2, 55), (0, WAITING_SECONDS), (0, resumed), NO_TIME]


def test_a_speaker_is_kept_awake_in_an_open_set() -> None:
    world = World()
    world.trainer.start(Routine("open", "Open", (Step(MOVE, 2, Dose(reps=5), rest=10),)))
    world.run(20)
    world.trainer.command(Command.DONE)
    assert world.player.awake == [(2, 5 + WAITING_SECONDS), (0, 10 + WAITING_SECONDS)]


def test_a_set_taken_back_is_taken_off_the_record() -> None:
    world = in_session(15)
    world.trainer.command(Command.NEXT)
    assert world.outcomes == ["short"]
    world.trainer.command(Command.UNDO)
    assert world.history.sessions() == ()


def test_a_stop_for_pain_is_kept_with_its_reason_even_with_no_set_done() -> None:
    world = in_session(3)
    world.trainer.stop_for_pain(STOP_SIGNS[-1])
    record = world.record
    assert (record.status, record.note, record.sets) == ("stopped_pain", "Another sharp pain", ())
    assert record.stop_sign == "sharp pain"
    world.trainer.note("better in the evening")
    record = world.record
    assert (record.note, record.stop_sign) == ("better in the evening", "sharp pain")
    assert world.trainer.progress(1).this_week.state == "frozen"


def test_leaving_keeps_what_was_done_and_lets_the_player_go() -> None:
    world = in_session(30)
    world.trainer.leave()
    assert world.outcomes == ["done"]
    assert world.player.closed


def test_what_cannot_be_saved_is_said_and_saved_when_it_can_be() -> None:
    history = FullHistory()
    world = in_session(26, history=history)
    assert world.trainer.save_fault == "The disk is full; free some space."
    assert world.trainer.storage_notice == "Not saved yet: The disk is full; free some space."
    assert world.history.sessions() == ()
    history.space = True
    world.run(6)
    assert world.trainer.save_fault == ""
    assert world.outcomes == ["done"]


def test_what_is_safe_in_the_journal_alone_is_said_until_it_is_everywhere() -> None:
    world = World()
    world.trainer.start(TWO_SETS)
    world.history.safe_for_now = "Safe for now: the disk is full, so free some space."
    world.run(26)
    assert world.trainer.storage_notice == "Safe for now: the disk is full, so free some space."
    assert (world.trainer.save_fault, len(world.history.sessions())) == ("", 1)
    world.history.safe_for_now = ""
    assert world.trainer.storage_notice == ""


def test_a_session_that_could_not_be_kept_is_not_begun() -> None:
    class ReadOnly(MemoryHistory):
        def require_writable(self) -> None:
            raise UserError("This folder cannot be written to.")

    world = World(history=ReadOnly())
    with pytest.raises(UserError):
        world.trainer.start(TWO_SETS)
    assert world.player.stretches == []


def test_the_cues_of_the_whole_session_are_planned_at_its_start_and_not_again() -> None:
    world = in_session(55.5)
    (stretch,) = world.player.stretches
    assert [(cue.at, cue.sound.value) for cue in stretch if cue.at >= 52] == [
        (52, "tick"),
        (53, "tick"),
        (54, "tick"),
        (55, "session_done"),
    ]


def test_a_pause_silences_what_was_to_come_and_resuming_plans_it_anew() -> None:
    world = in_session(15)
    world.trainer.command(Command.PAUSE)
    assert [cue.sound for cue in world.player.stretches[-1]] == [Sound.PAUSE]
    world.run(100)
    world.trainer.command(Command.PAUSE)
    heard = [(cue.at, cue.sound.value) for cue in world.player.stretches[-1]][:5]
    assert heard == [(0, "resume"), (1, "tick"), (2, "tick"), (3, "go"), (10, "tick")]


def test_the_half_way_note_that_has_passed_is_not_heard_again_after_a_pause() -> None:
    world = in_session(16)
    world.trainer.command(Command.PAUSE)
    world.trainer.command(Command.PAUSE)
    first_set = [cue for cue in world.player.stretches[-1] if cue.at < 3 + 9]
    assert Sound.HALF not in [cue.sound for cue in first_set]


def test_a_set_ended_by_key_sounds_its_end_at_once() -> None:
    world = in_session(15)
    world.trainer.command(Command.DONE)
    assert world.player.stretches[-1][0].sound is Sound.SET_DONE
    assert world.player.stretches[-1][0].at == 0


def test_a_stretch_ends_at_an_open_set_and_the_next_begins_after_it() -> None:
    routine = Routine("o", "O", (Step(MOVE, 2, Dose(reps=10), rest=10),))
    world = World()
    world.trainer.start(routine)
    assert world.player.stretches[-1][-1].at == 5
    world.run(60)
    world.trainer.command(Command.DONE)
    assert [cue.sound.value for cue in world.player.stretches[-1]] == [
        "set_done",
        "tick",
        "tick",
        "tick",
        "go",
    ]


def test_a_machine_that_slept_comes_back_paused() -> None:
    world = in_session(15)
    world.clock.sleep(3600)
    world.clock.run(0.25)
    assert world.trainer.tick() == (Paused(stalled=True),)
    assert world.trainer.session.elapsed(world.trainer.now) == 10
    assert [cue.sound for cue in world.player.stretches[-1]] == [Sound.WARNING]


@pytest.mark.parametrize("days", [-365, -1 / 24, 1 / 24, 365])
def test_a_clock_that_is_set_during_a_session_moves_none_of_its_instants(days: float) -> None:
    world = World()
    began = world.clock.now()
    world.trainer.start(TWO_SETS)
    world.run(15)
    world.clock.set_ahead(days * 24 * 3600)
    world.run(1)
    assert not world.trainer.session.is_paused
    world.run(60)
    record = world.record
    ended = [each.ended_at for each in record.sets]
    assert record.started_at == began
    assert began < ended[0] < ended[1] == record.ended_at <= record.updated_at
    assert record.ended_at - began <= timedelta(seconds=80)


def test_a_stretch_is_counted_from_the_moment_the_screen_shows() -> None:
    world = World()
    world.trainer.start(TWO_SETS)
    begun = world.trainer.now
    world.run(15)
    world.trainer.command(Command.DONE)
    assert world.player.since == [begun, world.trainer.now]
    assert world.trainer.session.seen == world.trainer.now


def test_a_busy_machine_pauses_nothing() -> None:
    world = in_session(15)
    planned = len(world.player.stretches)
    world.clock.keep_waiting(8)
    assert not any(isinstance(event, Paused) for event in world.trainer.tick())
    assert world.trainer.session.elapsed(world.trainer.now) == 18
    assert len(world.player.stretches) == planned


def test_a_program_that_was_stopped_comes_back_paused() -> None:
    world = in_session(15)
    world.clock.keep_waiting(3)
    world.clock.run(6)
    assert world.trainer.tick() == (Paused(stalled=True),)


def test_mute_silences_the_player_and_nothing_else() -> None:
    world = World(settings=Settings(mute=True))
    assert (world.player.muted, world.trainer.cues.sound) == (True, "muted")
    world.trainer.cues.toggle_mute()
    assert (world.player.muted, world.trainer.cues.sound) == (False, "test tones")


def test_a_paced_set_is_kept_with_its_tempo_and_load() -> None:
    tempo = Tempo(1, 0, 2, 1)
    step = Step(MOVE, 1, Dose(reps=3), tempo=tempo, sides="each", load_kg=8)
    world = World()
    world.trainer.start(Routine("p", "P", (step,)))
    world.run(5 + 12 + 5 + 12 + 0.25)
    record = world.record
    assert record.status == "completed"
    assert [(each.side, each.done, each.tempo, each.load_kg) for each in record.sets] == [
        ("left", Dose(reps=3), tempo, 8),
        ("right", Dose(reps=3), tempo, 8),
    ]


def test_words_are_said_only_where_they_are_wanted() -> None:
    silent, speaking = World(), World(settings=Settings(speech=True))
    for world in (silent, speaking):
        world.trainer.start(TWO_SETS)
    assert silent.player.said == [()]
    assert silent.player.rendered == []
    assert speaking.player.rendered == ["Move", "half", "last set"]
    (phrases,) = speaking.player.said
    assert [phrase.text for phrase in phrases] == ["Move", "half", "last set", "half"]


def test_what_follows_from_the_records_is_worked_out_once_a_change() -> None:
    world = World()
    first = world.trainer.progress_snapshot()
    assert world.trainer.progress_snapshot() is first
    assert first.progress is first.progress
    world.trainer.start(TWO_SETS)
    world.run(60)
    second = world.trainer.progress_snapshot()
    assert second is not first
    assert second.progress.totals.sets == 2
    assert world.trainer.progress_snapshot() is second
    world.clock.sleep(24 * 3600)
    assert world.trainer.progress_snapshot().today == second.today + timedelta(days=1)


def test_progress_as_of_a_day_is_that_of_the_day() -> None:
    world = in_session(60)
    today = world.trainer.progress_snapshot().today
    assert world.trainer.progress(4, today - timedelta(days=1)).totals.sessions == 0
    assert world.trainer.progress(4, today + timedelta(days=90)).totals.sessions == 1
