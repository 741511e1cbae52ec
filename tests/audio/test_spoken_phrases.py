"""Phrases from the player to the track: sent as cues, read by the helper, said once."""

from __future__ import annotations

import threading
from array import array
from typing import TYPE_CHECKING

from calf_tui.audio.player import HelperPlayer
from calf_tui.audio.protocol import Command, SpokenCue, parse_command
from calf_tui.audio.sounds.synthesis import RATE, samples, wav
from calf_tui.audio.worker.sample_cache import SampleCache
from calf_tui.audio.worker.track_rendering import arrange, block
from calf_tui.core.session.cue import Cue, Sound
from calf_tui.core.session.cue_schedule import Phrase, Priority
from tests.audio.recordings.rig import wait_until
from tests.audio.scenes import TICKS, scene
from tests.audio.speakers import HUMS, speaker_of

if TYPE_CHECKING:
    from pathlib import Path

    from tests.audio.scenes import Scene

NAME, HALF = Phrase(2.0, "Tiptoe walk", Priority.MOVE), Phrase(5.0, "half", Priority.HALF)
WORDS = array("h", [0, 800, -900, 1000, 0])


def told(on: Scene) -> list[Command]:
    """The stretches that the helper was told to play."""
    commands = (parse_command(line) for line in on.commands())
    return [each for each in commands if each is not None and each.word == "play"]


def spoken(command: Command) -> list[float]:
    return [cue.at for cue in command.cues if isinstance(cue, SpokenCue)]


def toned(command: Command) -> list[float]:
    return [cue.at for cue in command.cues if isinstance(cue, Cue)]


def test_what_was_rehearsed_goes_with_the_tones_of_a_stretch(tmp_path: Path) -> None:
    calls = tmp_path / "calls"
    with scene(tmp_path, "good", speaker=speaker_of(HUMS, str(calls))) as on:
        on.player.play((), [NAME, HALF])
        on.player.render_speech([NAME.text, HALF.text])
        wait_until(lambda: any(spoken(each) for each in told(on)))
        on.player.play(TICKS, [NAME, HALF])
        wait_until(lambda: bool(toned(told(on)[-1])))
        assert toned(told(on)[-1]) == [101.0, 108.0]
        assert spoken(told(on)[-1]) == [102.0, 105.0]
        assert calls.read_text().splitlines() == [NAME.text, HALF.text]


def test_what_is_rendered_while_a_stretch_plays_joins_it_without_what_was_heard(
    tmp_path: Path,
) -> None:
    with scene(tmp_path, "good", speaker=speaker_of(HUMS, str(tmp_path / "calls"))) as on:
        on.player.play(TICKS, [NAME, HALF])
        wait_until(lambda: len(told(on)) == 1)
        assert spoken(told(on)[0]) == []
        on.clock.now = 103.0
        on.player.render_speech([NAME.text, HALF.text])
        wait_until(lambda: len(told(on)) == 2)
        assert toned(told(on)[1]) == [108.0]
        assert spoken(told(on)[1]) == [105.0]


def test_words_of_another_stretch_do_not_disturb_what_plays(tmp_path: Path) -> None:
    calls = tmp_path / "calls"
    with scene(tmp_path, "good", speaker=speaker_of(HUMS, str(calls))) as on:
        on.player.play(TICKS, [HALF])
        wait_until(lambda: len(told(on)) == 1)
        on.player.render_speech([NAME.text])
        wait_until(calls.exists)
        on.player.render_speech([HALF.text])
        wait_until(lambda: bool(spoken(told(on)[-1])))
        assert len(told(on)) == 2


def test_without_a_voice_the_tones_play_alone(tmp_path: Path) -> None:
    with scene(tmp_path, "good") as on:
        on.player.render_speech([NAME.text])
        on.player.play(TICKS, [NAME, HALF])
        wait_until(lambda: len(told(on)) == 1)
        assert told(on)[0].cues == tuple(cue.later(100.0) for cue in TICKS)


def test_closing_the_player_ends_its_threads_and_clears_its_files_away(tmp_path: Path) -> None:
    before = threading.active_count()
    with scene(tmp_path, "good", speaker=speaker_of(HUMS, str(tmp_path / "calls"))) as on:
        on.player.play(TICKS, [NAME])
        on.player.render_speech([NAME.text])
        wait_until(lambda: any(spoken(each) for each in told(on)))
        (file,) = (cue.sound for cue in told(on)[-1].cues if isinstance(cue, SpokenCue))
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
