"""What the window shows around the screen, and the machine kept awake."""

from __future__ import annotations

import threading
from contextlib import contextmanager
from typing import TYPE_CHECKING

import pytest
from textual.app import App, ComposeResult

from calf_tui.core.routines.routine import Dose, Exercise, Routine, Step
from calf_tui.core.session import engine
from calf_tui.core.session.timeline import build
from calf_tui.platform.threads import KeepAwake
from calf_tui.ui.live.live_frame import frame_of
from calf_tui.ui.live.title_and_notification import (
    KEEP_TITLE,
    OLD_TITLE,
    TitleAndNotification,
    notice_of,
    title_of,
)
from tests.ui.conftest import world_with

if TYPE_CHECKING:
    from collections.abc import Iterator

    from calf_tui.core.session.state import Event, Session

WALK = Exercise("walk", "Walk\x1b]2;hm\x07")
LONG = Routine("long", "Long", (Step(WALK, 2, Dose(seconds=20), rest=40),))
SHORT = Routine("short", "Short", (Step(WALK, 2, Dose(seconds=20), rest=10),))
"""Ready 0-5, work 5-25, rest 25-65 or 25-35."""


class Window(App[None]):
    """Nothing but what is around it."""

    def __init__(self) -> None:
        super().__init__()
        self.written: list[str] = []

    def compose(self) -> ComposeResult:
        yield TitleAndNotification(self.written.append, {"TERM_PROGRAM": "WezTerm"})


class Coffee:
    """Remembers what it was asked for."""

    def __init__(self) -> None:
        self.asked: list[str] = []

    def begin(self) -> None:
        self.asked.append("begin")

    def end(self) -> None:
        self.asked.append("end")


def run(routine: Routine, until: float) -> tuple[Session, list[Event]]:
    session, now = engine.start(build(routine), 0.0), 0.0
    happened: list[Event] = []
    while now < until:
        now += 1
        session, events = engine.advance(session, now)
        happened += events
    return session, happened


async def test_the_title_says_phase_and_time_and_comes_back() -> None:
    app = Window()
    async with app.run_test():
        around = app.query_one(TitleAndNotification)
        session, _ = run(LONG, 10)
        around.show(frame_of(session, 10.0), 10.0)
        around.show(frame_of(session, 10.0), 12.0)
        around.show(frame_of(session, 11.0), 10.5)
        around.show(frame_of(session, 12.0), 12.0)
    first, *titles, last = app.written
    assert (first, last) == (KEEP_TITLE, OLD_TITLE)
    assert titles == ["\x1b]2;WORK 15 s · Walk]2;hm\x07", "\x1b]2;WORK 13 s · Walk]2;hm\x07"]


@pytest.mark.parametrize(
    ("routine", "until", "in_front", "told"),
    [
        (LONG, 66, False, True),
        (LONG, 66, True, False),
        (LONG, 60, False, False),
        (SHORT, 36, False, False),
    ],
)
async def test_a_long_rest_that_ends_calls_from_another_window(
    routine: Routine, until: float, in_front: bool, told: bool
) -> None:
    app = Window()
    async with app.run_test():
        app.app_focus = in_front
        app.query_one(TitleAndNotification).tell(*run(routine, until))
        assert bool(app.written[1:]) == told


@pytest.mark.parametrize(
    ("environment", "sequence"),
    [
        ({}, ""),
        ({"TERM": "xterm-256color"}, ""),
        ({"TERM_PROGRAM": "ghostty"}, "\x1b]9;a; b\x07"),
        ({"KITTY_WINDOW_ID": "1"}, "\x1b]9;a; b\x07"),
        ({"VTE_VERSION": "7600"}, "\x1b]777;notify;Calf TUI;a, b\x07"),
        ({"TERM": "foot"}, "\x1b]777;notify;Calf TUI;a, b\x07"),
    ],
)
def test_each_terminal_has_its_own_way_of_notices(
    environment: dict[str, str], sequence: str
) -> None:
    assert notice_of("a; b\x07", environment) == sequence


def test_a_title_cannot_bend_the_terminal() -> None:
    session, _ = run(LONG, 10)
    assert title_of(frame_of(session, 10.0)).count("\x1b") == 1


def test_the_machine_is_kept_awake_as_long_as_asked() -> None:
    entered, left = threading.Event(), threading.Event()

    @contextmanager
    def hold() -> Iterator[object]:
        entered.set()
        yield None
        left.set()

    awake = KeepAwake(hold)
    awake.begin()
    assert entered.wait(5)
    assert not left.is_set()
    awake.end()
    assert left.wait(5)


def test_where_it_cannot_be_nothing_is_said() -> None:
    tried = threading.Event()

    def refuse() -> Iterator[object]:
        tried.set()
        raise RuntimeError("no bus")

    awake = KeepAwake(contextmanager(refuse))
    awake.begin()
    assert tried.wait(5)
    awake.end()


async def test_a_session_keeps_it_awake_until_its_end() -> None:
    coffee = Coffee()
    world = world_with(SHORT)
    async with world.app(SHORT, awake=coffee).run_test() as pilot:
        assert coffee.asked == ["begin"]
        world.run(60)
        await pilot.pause()
        assert coffee.asked == ["begin", "end"]
