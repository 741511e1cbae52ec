"""What the app and the helper say is understood, and nothing else is."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from calf_tui.audio.backend_choice import IN_ORDER
from calf_tui.audio.protocol import (
    AnyCue,
    AwakeCue,
    Command,
    HelperOptions,
    Report,
    SpokenCue,
    command_line,
    parse_command,
    parse_options,
    parse_report,
    report_line,
)
from calf_tui.core.session.cue import Cue, Sound
from calf_tui.core.settings import SOUND_SETS

INSTANTS = st.floats(allow_nan=False, allow_infinity=False)
PATHS = st.sampled_from(["/tmp/a b/0.wav", "C:\\Users\\Zoë\\1.wav", "100%/=:.wav"]).map(Path)
CUES: st.SearchStrategy[AnyCue] = st.one_of(
    st.builds(Cue, INSTANTS, st.sampled_from(Sound), st.none() | INSTANTS),
    st.builds(SpokenCue, INSTANTS, PATHS),
    st.builds(AwakeCue, INSTANTS, INSTANTS),
)
COMMANDS: st.SearchStrategy[Command] = st.one_of(
    st.builds(Command, st.just("play"), st.lists(CUES, max_size=20).map(tuple)),
    st.just(Command("stop")),
    st.just(Command("alive")),
)
REPORTS = (
    Report("trying", "miniaudio"),
    Report("device", "ALSA's default: 100 % Zoë"),
    Report("latency", "20"),
    Report("backend", "pw-play"),
    Report("nothing"),
    Report("done"),
    Report("bell"),
    Report("leaving"),
    Report("stalled"),
)


@given(COMMANDS)
def test_a_command_is_one_line_and_comes_out_as_it_went_in(command: Command) -> None:
    line = command_line(command)
    assert line.isascii()
    assert line.index("\n") == len(line) - 1
    assert parse_command(line) == command


@given(
    st.builds(
        HelperOptions,
        PATHS,
        st.sampled_from(SOUND_SETS),
        st.integers(0, 100),
        st.lists(st.sampled_from(IN_ORDER), min_size=1).map(tuple),
        st.booleans(),
        st.integers(0, 20).map(lambda half_seconds: half_seconds / 2),
    )
)
def test_the_command_line_comes_out_as_it_went_in(options: HelperOptions) -> None:
    assert parse_options(options.words()) == options


@pytest.mark.parametrize("report", REPORTS)
def test_a_report_comes_out_as_it_went_in(report: Report) -> None:
    assert parse_report(report_line(report)) == report


@given(st.text())
def test_no_line_is_too_strange_to_read(line: str) -> None:
    command, report = parse_command(line), parse_report(line)
    assert command is None or parse_command(command_line(command)) == command
    assert report is None or parse_report(report_line(report)) == report


@pytest.mark.parametrize(
    "line",
    [
        "",
        "play 1.0",
        "play 1.0=no_sound",
        "play nan=tick",
        "play 1=up:inf",
        "play inf=speech:a",
        "stop now",
        "Alive",
    ],
)
def test_a_line_that_is_no_command_is_left_unread(line: str) -> None:
    assert parse_command(line) is None


@pytest.mark.parametrize("line", ["", "backend", "backend two names", "done it", "ALSA lib pcm.c"])
def test_a_line_that_is_no_report_is_left_unread(line: str) -> None:
    assert parse_report(line) is None
