"""Phrases from the player to the track: sent as cues, read by the helper, said once."""

from __future__ import annotations

import sys
import threading
from array import array
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from calf_tui.audio.player import HelperPlayer
from calf_tui.audio.protocol import Command, SpokenCue, parse_command
from calf_tui.audio.sounds.synthesis import RATE, samples, wav
from calf_tui.audio.system_voice import Speaker, Voice
from calf_tui.audio.worker.sample_cache import SampleCache
from calf_tui.audio.worker.track_rendering import arrange, block
from calf_tui.core.session.cue import Cue, Sound
from calf_tui.core.session.cue_schedule import Phrase, Priority
from tests.audio.recordings.rig import wait_until
from tests.audio.speakers import HUMS, speaker_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

FAKE = Path(__file__).with_name("fake_helper.py")
TICKS = (Cue(1.0, Sound.TICK), Cue(8.0, Sound.GO))
NAME, HALF = Phrase(2.0, "Tiptoe walk", Priority.MOVE), Phrase(5.0, "half", Priority.HALF)
WORDS = array("h", [0, 800, -900, 1000, 0])


@contextmanager
def scene(
    folder: Path, speaker: Speaker | None, clock: Callable[[], float] = lambda: 100.0
) -> Iterator[tuple[HelperPlayer, Callable[[], list[Command]]]]:
    """A player with a fake helper, and the stretches that helper was told to play."""
    notes = folder / "notes"
    player = HelperPlayer(
        folder,
        sound="bell",
        ring=lambda: None,
        voice=None if speaker is None else Voice(speaker),
        clock=clock,
        command=(sys.executable, "-S", str(FAKE), "good", str(notes)),
        beat=5.0,
    )

    def told() -> list[Command]:
        lines = notes.read_text(encoding="utf-8").splitlines() if notes.exists() else []
        commands = (parse_command(line) for line in lines)
        return [each for each in commands if each is not None and each.word == "play"]

    try:
        yield player, told
    finally:
        player.close()


def spoken(command: Command) -> list[float]:
    return [cue.at for cue in command.cues if isinstance(cue, SpokenCue)]


def toned(command: Command) -> list[float]:
    return [cue.at for cue in command.cues if isinstance(cue, Cue)]


def test_what_was_rehearsed_goes_with_the_tones_of_a_stretch(tmp_path: Path) -> None:
    calls = tmp_path / "calls"
    with scene(tmp_path, speaker_of(HUMS, str(calls))) as (player, told):
        player.play((), [NAME, HALF])
        player.rehearse([NAME.text, HALF.text])
        wait_until(lambda: any(spoken(each) for each in told()))
        player.play(TICKS, [NAME, HALF])
        wait_until(lambda: bool(toned(told()[-1])))
        assert toned(told()[-1]) == [101.0, 108.0]
        assert spoken(told()[-1]) == [102.0, 105.0]
        assert calls.read_text().splitlines() == [NAME.text, HALF.text]


def test_what_is_rendered_while_a_stretch_plays_joins_it_without_what_was_heard(
    tmp_path: Path,
) -> None:
    now = [100.0]
    with scene(tmp_path, speaker_of(HUMS, str(tmp_path / "c")), lambda: now[0]) as (player, told):
        player.play(TICKS, [NAME, HALF])
        wait_until(lambda: len(told()) == 1)
        assert spoken(told()[0]) == []
        now[0] = 103.0
        player.rehearse([NAME.text, HALF.text])
        wait_until(lambda: len(told()) == 2)
        assert toned(told()[1]) == [108.0]
        assert spoken(told()[1]) == [105.0]


def test_words_of_another_stretch_do_not_disturb_what_plays(tmp_path: Path) -> None:
    calls = tmp_path / "calls"
    with scene(tmp_path, speaker_of(HUMS, str(calls))) as (player, told):
        player.play(TICKS, [HALF])
        wait_until(lambda: len(told()) == 1)
        player.rehearse([NAME.text])
        wait_until(calls.exists)
        player.rehearse([HALF.text])
        wait_until(lambda: bool(spoken(told()[-1])))
        assert len(told()) == 2


def test_without_a_voice_the_tones_play_alone(tmp_path: Path) -> None:
    with scene(tmp_path, None) as (player, told):
        player.rehearse([NAME.text])
        player.play(TICKS, [NAME, HALF])
        wait_until(lambda: len(told()) == 1)
        assert told()[0].cues == tuple(cue.later(100.0) for cue in TICKS)


def test_closing_the_player_ends_its_threads_and_clears_its_files_away(tmp_path: Path) -> None:
    before = threading.active_count()
    with scene(tmp_path, speaker_of(HUMS, str(tmp_path / "calls"))) as (player, told):
        player.play(TICKS, [NAME])
        player.rehearse([NAME.text])
        wait_until(lambda: any(spoken(each) for each in told()))
        (file,) = (cue.sound for cue in told()[-1].cues if isinstance(cue, SpokenCue))
        assert file.exists()
    assert not file.parent.exists()
    assert threading.active_count() == before


def test_at_volume_nought_no_helper_is_started(tmp_path: Path) -> None:
    player = HelperPlayer(tmp_path, volume=0, command=("calf-tui-no-such-program",))
    player.play(TICKS)
    assert player.status() == "no sound"
    player.close()


def test_a_phrase_lies_in_the_track_at_its_sample(tmp_path: Path) -> None:
    (tmp_path / "0.wav").write_bytes(wav(WORDS))
    cache = SampleCache(tmp_path)
    notes = arrange(
        [SpokenCue(0.25, tmp_path / "0.wav"), Cue(0.5, Sound.CLICK)], 0.0, cache.waveform
    )
    track = block(notes, 0, RATE, cache.waveform)
    assert not any(track[: RATE // 4])
    assert track[RATE // 4 : RATE // 4 + len(WORDS)] == WORDS
    click = samples(Sound.CLICK)
    assert track[RATE // 2 : RATE // 2 + len(click)] == click
