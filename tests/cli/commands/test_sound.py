from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from calf_tui.cli.commands.sound import MEANINGS, backend_line, play_all
from calf_tui.core.session.cue import Sound
from tests.fakes import RecordingPlayer
from tests.full import IS_FULL

if TYPE_CHECKING:
    from tests.cli.support.running import CommandLine


def test_every_cue_is_played_once_with_its_name_and_meaning() -> None:
    player, lines = RecordingPlayer(), list[str]()

    play_all(player, lines.append, sleep=lambda _: None)

    assert lines[0] == "Playing through test tones: a test bench, heard 20 ms after the order."
    assert [line.split()[0] for line in lines[1:]] == [sound.value for sound in MEANINGS]
    assert [cue.sound for (cue,) in player.stretches] == list(MEANINGS)
    assert set(MEANINGS) == set(Sound)


def test_each_cue_is_over_before_the_next_begins() -> None:
    player, times, now = RecordingPlayer(), list[float](), [0.0]

    def sleep(seconds: float) -> None:
        now[0] += seconds
        times.append(now[0])

    play_all(player, lambda _: None, sleep)

    lengths = [after - before for before, after in zip([0.0, *times], times, strict=False)]
    for (cue,), length in zip(player.stretches, lengths, strict=True):
        assert length >= cue.at + (cue.seconds or 0) + 1


def test_a_quiet_lead_in_is_said_and_has_its_time_before_each_cue() -> None:
    player, lines = RecordingPlayer(), list[str]()

    play_all(player, lines.append, lambda _: None, quiet_lead_in=1.5)

    assert lines[1] == "With 1.5 s of inaudible sound before each."
    assert {cue.at for (cue,) in player.stretches} == {1.5}


@pytest.mark.parametrize("seconds", ["-1", "2.1", "nan", "soon"])
def test_a_lead_in_out_of_bounds_is_refused(calf_tui: CommandLine, seconds: str) -> None:
    result = calf_tui("sound", "test", f"--quiet-lead-in={seconds}")

    assert result.code == 2
    assert "is not a number of seconds from 0 to 2" in result.error


def test_a_backend_that_cannot_be_heard_is_said_not_to_play() -> None:
    class Silent(RecordingPlayer):
        def status(self) -> str:
            return "no sound"

        def output(self) -> str:
            return ""

    assert backend_line("aplay", Silent()) == "aplay        does not play here"
    assert backend_line("paplay", RecordingPlayer()) == (
        "paplay       plays: a test bench, heard 20 ms after the order"
    )


def test_the_backends_are_listed(calf_tui: CommandLine) -> None:
    if not IS_FULL:  # each is asked for by a helper of its own, unless the volume is 0
        calf_tui.config.mkdir()
        (calf_tui.config / "settings.toml").write_text("volume = 0\n")

    result = calf_tui("sound", "devices")

    assert result.code == 0
    names = [line.split()[0] for line in result.output.splitlines()]
    assert names[:4] == ["simpleaudio", "miniaudio", "pw-play", "paplay"]
    assert names[7] == "bell"


@pytest.mark.parametrize("words", [["sound"], ["sound", "test"]])
def test_an_unknown_backend_is_named_with_those_there_are(
    calf_tui: CommandLine, words: list[str]
) -> None:
    result = calf_tui("--sound", "gramophone", *words)

    assert result.code == 1
    assert result.error.startswith('There is no sound backend called "gramophone"')
