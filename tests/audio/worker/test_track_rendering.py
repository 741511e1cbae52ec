"""A stretch as samples: onsets to the sample, sums that fit, a stream that keeps its place."""

from __future__ import annotations

import sys
import threading
from array import array
from itertools import groupby
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from calf_tui.audio.protocol import AwakeCue
from calf_tui.audio.sounds.synthesis import FULL_SCALE, RATE, samples
from calf_tui.audio.worker.sample_cache import SampleCache
from calf_tui.audio.worker.sample_stream import SampleStream, SampleWriter
from calf_tui.audio.worker.track_rendering import (
    LATEST,
    UNDERTONE_STRENGTH,
    SparseBuffer,
    arrange,
    block,
)
from calf_tui.core.session.cue import Cue, Sound
from tests.full import of_full

SOUNDS = Path(__file__).parents[3] / "assets" / "sounds"
BANK = SampleCache(SOUNDS)
CUES = st.lists(
    st.builds(Cue, st.floats(0, 3), st.sampled_from(Sound), st.none() | st.floats(0.1, 3)),
    max_size=12,
)


class Clock:
    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now


def whole(cues: list[Cue], origin: float = 0.0) -> array[int]:
    notes = arrange(cues, origin, BANK.waveform)
    return block(notes, 0, max((note.end for note in notes), default=0), BANK.waveform)


def test_a_sound_lies_at_its_sample_and_is_unchanged() -> None:
    track = whole([Cue(0.5, Sound.TICK), Cue(1.25, Sound.GO)])
    tick, go = samples(Sound.TICK), samples(Sound.GO)
    assert not any(track[: RATE // 2])
    assert track[RATE // 2 : RATE // 2 + len(tick)] == tick
    assert track[RATE * 5 // 4 :] == go


@pytest.mark.parametrize(
    ("late", "first"), [(0.0, 0), (LATEST, 0), (LATEST + 0.001, None), (-1.0, RATE)]
)
def test_a_cue_a_little_late_moves_to_the_start_and_an_older_one_is_left_out(
    late: float, first: int | None
) -> None:
    notes = arrange([Cue(10.0 - late, Sound.TICK)], 10.0, BANK.waveform)
    assert [note.first for note in notes] == ([] if first is None else [first])


@given(CUES)
def test_whatever_sounds_together_fits(cues: list[Cue]) -> None:
    notes = arrange(cues, 0.0, BANK.waveform)
    edges = {note.first for note in notes}
    for edge in edges:
        together = sum(
            note.gain * BANK.waveform(note.sound, note.seconds).peak
            for note in notes
            if note.first <= edge < note.end
        )
        assert together <= 1.0 + 1e-9


def test_sounds_of_one_instant_are_mixed_without_clipping() -> None:
    loud = [Cue(0.0, sound) for sound in Sound]
    assert FULL_SCALE // 4 < max(map(abs, whole(loud))) <= FULL_SCALE


@settings(max_examples=of_full(25, 8))
@given(CUES, st.integers(RATE // 20, RATE))
def test_a_track_cut_into_blocks_is_the_same_track(cues: list[Cue], size: int) -> None:
    notes = arrange(cues, 0.0, BANK.waveform)
    length = RATE
    joined: array[int] = array("h")
    for first in range(0, length, size):
        joined.extend(block(notes, first, size, BANK.waveform))
    assert joined[:length] == block(notes, 0, length, BANK.waveform)


def stream_of(clock: Clock, *cues: Cue) -> SampleStream:
    return SampleStream(cues, BANK.waveform, clock, lag=0.0, lead=0.0)


def onset(blocks: bytes) -> int | None:
    """The sample where the sound in a block begins, which is the one before the first heard."""
    values = array("h", blocks)
    return next((place - 1 for place, value in enumerate(values) if value), None)


def test_a_stream_counts_samples_whatever_the_clock_says_in_between() -> None:
    clock = Clock()
    stream = stream_of(clock, Cue(101.0, Sound.TICK))
    assert onset(stream.read(RATE // 2)) is None
    clock.now += 0.6
    assert onset(stream.read(RATE)) == pytest.approx(RATE // 2, abs=2)


def test_after_a_standstill_a_stream_is_silent_and_says_so() -> None:
    clock = Clock()
    stream = stream_of(clock, Cue(100.9, Sound.TICK), Cue(105.0, Sound.GO))
    assert onset(stream.read(RATE)) is not None
    assert not stream.stands_still()
    clock.now += 2.0
    assert stream.stands_still()
    assert onset(stream.read(20 * RATE)) is None
    assert stream.stands_still()


def test_a_device_that_has_not_begun_yet_does_not_stand_still() -> None:
    clock = Clock()
    stream = stream_of(clock, Cue(101.0, Sound.TICK))
    clock.now += 3.0
    assert not stream.stands_still()


def test_a_track_put_off_moves_what_was_not_begun_and_lets_a_note_sound_on() -> None:
    clock = Clock()
    cues = Cue(100.0, Sound.DOWN, 2.0), Cue(101.5, Sound.TICK), Cue(103.0, Sound.GO)
    stream, moved = stream_of(clock, *cues), stream_of(clock, *cues)
    assert stream.read(RATE) == moved.read(RATE)
    moved.put_off(0.25)
    before, after = (array("h", each.read(3 * RATE)) for each in (stream, moved))
    assert after[: RATE // 8] == before[: RATE // 8]
    assert after[RATE * 7 // 4 : RATE * 5 // 2] == before[RATE * 2 : RATE * 11 // 4]


def test_a_device_out_of_step_at_first_is_given_a_silence_ahead() -> None:
    clock = Clock()
    cues = [Cue(100.0, Sound.CLICK), Cue(100.5, Sound.CLICK)]
    stream = SampleStream(cues, BANK.waveform, clock, lag=0.0, lead=0.02)
    played = stream.read(RATE)
    assert onset(played) == pytest.approx(0.02 * RATE, abs=2)
    assert onset(played[2 * RATE // 2 :]) == pytest.approx(0.02 * RATE, abs=2)


def test_a_first_cue_a_little_late_keeps_its_distance_to_the_next() -> None:
    clock = Clock()
    stream = stream_of(clock, Cue(99.96, Sound.CLICK), Cue(100.46, Sound.CLICK))
    played = array("h", stream.read(RATE))
    click = samples(Sound.CLICK)
    assert played[: len(click)] == click
    assert played[RATE // 2 : RATE // 2 + len(click)] == click


def test_a_track_of_half_an_hour_takes_the_room_of_some_seconds() -> None:
    track = SparseBuffer(1800 * RATE)
    for _ in range(60):
        track.write(b"\x01" * 2 * RATE)
    written = 60 * 2 * RATE
    assert track.memory[written - 4 * RATE : written] == b"\x01" * 4 * RATE
    assert not any(track.memory[written : written + RATE])
    if sys.platform == "linux":
        assert not any(track.memory[: written - 9 * RATE])


def test_what_does_not_fit_a_track_is_left_out() -> None:
    track = SparseBuffer(3)
    track.write(b"\x01" * 4)
    track.write(b"\x02" * 4)
    assert track.memory[:] == b"\x01" * 4 + b"\x02" * 2


UNDERTONE = round(FULL_SCALE * UNDERTONE_STRENGTH)


def quietly(clock: Clock, *cues: Cue | AwakeCue, seconds: float = 1.0) -> SampleStream:
    return SampleStream(cues, BANK.waveform, clock, lag=0.0, lead=0.0, quiet_lead_in=seconds)


def longest_silence(values: array[int]) -> int:
    """Samples of nothing in a row."""
    return max((len(list(run)) for value, run in groupby(values) if value == 0), default=0)


def test_an_undertone_fills_a_stretch_from_the_lead_in_to_the_last_cue() -> None:
    clock = Clock()
    stream = quietly(clock, Cue(102.0, Sound.TICK), Cue(104.0, Sound.TICK))
    played = array("h", b"".join(stream.read(RATE // 7) for _ in range(49)))
    tick = samples(Sound.TICK)
    begin, end = RATE, 4 * RATE + len(tick)
    assert not any(played[:begin])
    assert not any(played[end:])
    for first in (2 * RATE, 4 * RATE):  # the cues lie where they lay, and are unchanged
        assert played[first : first + len(tick)] == tick
    between = played[2 * RATE + len(tick) : 4 * RATE]
    assert longest_silence(between) < RATE // 100
    assert max(map(abs, between)) == UNDERTONE
    assert longest_silence(played[begin : 2 * RATE]) < RATE // 100


def test_an_undertone_goes_on_while_the_runner_is_waited_for() -> None:
    clock = Clock()
    stream = quietly(clock, Cue(101.0, Sound.TICK), AwakeCue(103.0, since=100.2), seconds=0.5)
    played = array("h", b"".join(stream.read(RATE // 7) for _ in range(28)))
    assert not any(played[: RATE // 5])
    assert longest_silence(played[RATE // 5 : 3 * RATE]) < RATE // 100
    assert not any(played[3 * RATE :])
    pause = quietly(clock, AwakeCue(103.0, since=100.0))
    assert longest_silence(array("h", pause.read(3 * RATE))) < RATE // 100
    assert pause.seconds == 3.0


def test_without_a_lead_in_there_is_silence_between_cues() -> None:
    stream = stream_of(Clock(), Cue(101.0, Sound.TICK), Cue(102.0, Sound.TICK))
    played = array("h", stream.read(3 * RATE))
    assert not any(played[:RATE])
    assert longest_silence(played) >= RATE


@pytest.mark.parametrize("late", [-0.3, 0.2])
def test_an_undertone_goes_on_where_the_device_is_late(late: float) -> None:
    stream = quietly(Clock(), Cue(101.5, Sound.TICK))
    first = array("h", stream.read(RATE))
    assert not stream.has_sounded
    stream.put_off(late)
    second = array("h", stream.read(RATE))
    assert longest_silence(first[RATE * 6 // 10 :]) < RATE // 100
    place = round((0.5 - late) * RATE)
    tick = samples(Sound.TICK)
    assert second[place : place + len(tick)] == tick
    assert longest_silence(second[:place]) < RATE // 100
    assert stream.has_sounded


@settings(max_examples=of_full(15, 5))
@given(CUES, st.floats(0.1, 2))
def test_an_undertone_changes_no_sample_of_a_cue(cues: list[Cue], seconds: float) -> None:
    clock = Clock()
    later = [cue.later(100.0) for cue in cues]
    plain, quiet = stream_of(clock, *later), quietly(clock, *later, seconds=seconds)
    for _ in range(8):
        heard, filled = (array("h", each.read(RATE // 4)) for each in (plain, quiet))
        assert all(
            b == a or (a == 0 and abs(b) <= UNDERTONE) for a, b in zip(heard, filled, strict=True)
        )


def test_a_pump_writes_ahead_at_once_and_ends_where_nobody_reads() -> None:
    written: list[bytes] = []

    def write(block: bytes) -> None:
        written.append(block)
        if len(written) == 4:
            raise BrokenPipeError

    stream = SampleStream([Cue(0.0, Sound.TICK)], BANK.waveform, lambda: 0.0, lag=0.0)
    SampleWriter(stream, write, ahead=1.0)
    assert len(written) == 4


def test_a_pump_starts_the_track_when_the_device_begins_to_take_samples() -> None:
    looks: list[float] = []
    wrote = threading.Event()
    written = array("h")

    def has_begun() -> bool:
        looks.append(0.1)
        return len(looks) == 4

    def write(block: bytes) -> None:
        written.frombytes(block)
        if len(written) > RATE:
            wrote.set()
            raise BrokenPipeError

    stream = SampleStream([Cue(1.0, Sound.TICK)], BANK.waveform, lambda: sum(looks), lag=0.0)
    SampleWriter(stream, write, 1.5, has_begun)
    assert wrote.wait(5)
    first = next(place for place, value in enumerate(written) if value)
    assert first == pytest.approx((1.0 - 0.4) * RATE, abs=5)
