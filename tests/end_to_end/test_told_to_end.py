"""Told to end, or its terminal gone, it ends in every state, and says so with its exit code."""

from __future__ import annotations

import os
import signal
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from itertools import product
from typing import TYPE_CHECKING, NamedTuple

import pytest

from tests.full import IS_FULL, MUTED, by_turns, of_full
from tests.terminal import command_to_hold, controlling, kept_sessions, run_in_terminal

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from tests.terminal import Terminal

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="there are no such signals")

MOMENTS = of_full(10, 4)
STARTING_SECONDS = 1.0
STALLED_SECONDS = 1.3
"""Longer than a write may take before the terminal counts as stalled, and than a rest."""


class State(NamedTuple):
    """What the program is asked for, what it says then, and how many sets it has done by then."""

    options: Sequence[str]
    awaited: Sequence[str]
    sets: int = 0
    is_training: bool = True
    is_frozen: bool = False


SESSION, PLAIN = ("READY", "REST"), ("Get ready", "Rest,")
STATES = {
    "first screen": State((), ["Daily six"], is_training=False),
    "ready": State((), SESSION[:1]),
    "resting": State((), SESSION, sets=1),
    "frozen": State((), SESSION, sets=1, is_frozen=True),
    "plain, choosing": State(["--plain"], ["q to quit"], is_training=False),
    "plain, ready": State(["--plain"], PLAIN[:1]),
    "plain, resting": State(["--plain"], PLAIN, sets=1),
    "plain, frozen": State(["--plain"], PLAIN, sets=1, is_frozen=True),
}
ENDS = {"SIGTERM": 143, "SIGHUP": 129, "gone": 129}
"""The exit code by what ends it."""
WAYS = [*product(ENDS, [False, True])]


@pytest.mark.parametrize(("number", "name"), by_turns(enumerate(STATES), 2))
def test_it_ends_in_every_state(tmp_path: Path, number: int, name: str) -> None:
    # By turns, so that each way is tried, with and without its terminal in control.
    tried = [way for turn, way in enumerate(WAYS) if IS_FULL or (number // 2 + turn) % 6 == 0]

    def ends_well(turn: int) -> bool:
        folder = tmp_path / str(turn)
        folder.mkdir()
        require_end(folder, STATES[name], *tried[turn])
        return True

    with ThreadPoolExecutor(len(tried)) as several:
        assert all(several.map(ends_well, range(len(tried))))


def require_end(folder: Path, state: State, end: str, controls: bool) -> None:
    muted = MUTED if "--plain" in state.options else ["--mute"]  # else the helpers end with it
    command = command_to_hold(folder, 4, seconds=1, rest=1, options=[*muted, *state.options])
    command = command if state.is_training else command[:-2]
    with run_in_terminal(controlling(command) if controls else command) as terminal:
        for text in state.awaited:
            terminal.wait_for(text, seconds=30)
        if state.is_frozen:
            terminal.freeze()
            time.sleep(STALLED_SECONDS)  # the installed program has the real clock
        give(terminal, end)
        assert wait_for(terminal) == ENDS[end]
    assert "Traceback" not in terminal.output
    done = [each["outcome"] for session in kept_sessions(folder) for each in session["sets"]]
    assert done[: state.sets] == ["done"] * state.sets
    assert len(done) <= state.sets + state.is_frozen


def give(terminal: Terminal, end: str) -> None:
    if end == "gone":  # only a controlling one has the system tell the program
        os.close(terminal.let_go())
    else:
        terminal.process.send_signal(signal.Signals[end])


def wait_for(terminal: Terminal) -> int:
    return terminal.process.wait(timeout=5)


@pytest.mark.parametrize("options", by_turns([[], ["--plain"]], 2))
def test_at_any_moment_of_its_start(tmp_path: Path, options: list[str]) -> None:
    numbers = [signal.SIGTERM, signal.SIGHUP]
    moments = [*product(range(MOMENTS), numbers)]
    if not IS_FULL:  # the one and the other by turns
        moments = moments[::5]

    def end_after(chosen: tuple[int, signal.Signals]) -> tuple[int, str]:
        moment, number = chosen
        data = tmp_path / f"{moment}-{number}.json"
        own = ["--mute", "--config", str(tmp_path), "--data", str(data)]
        command = [sys.executable, "-m", "calf_tui", *own, *options, "start", "after-run"]
        with run_in_terminal(command) as terminal:
            terminal.read_for(0.1 + STARTING_SECONDS * moment / MOMENTS)
            terminal.process.send_signal(number)
            return terminal.wait_for_end(), terminal.output

    with ThreadPoolExecutor(5) as several:
        ends = list(several.map(end_after, moments))
    assert not any("Traceback" in output or "Error" in output for _, output in ends)
    # Before the program is there to be told, the signal itself ends it.
    for (_, number), (code, _) in zip(moments, ends, strict=True):
        assert code in (-number, 128 + number)


@pytest.mark.parametrize("number", by_turns([signal.SIGTERM, signal.SIGHUP], 2, first=1))
def test_it_gives_back_the_terminal_that_it_has_only_just_taken(
    tmp_path: Path, number: signal.Signals
) -> None:
    own = ["--mute", "--config", str(tmp_path), "--data", str(tmp_path / "training.json")]
    with run_in_terminal([sys.executable, "-m", "calf_tui", *own]) as terminal:
        terminal.wait_for("\x1b[?1049h", seconds=20)
        terminal.process.send_signal(number)
        assert terminal.wait_for_end() == 128 + number
    assert "\x1b[?1049l" in terminal.output
