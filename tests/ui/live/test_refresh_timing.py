"""When the live screen looks again, and what that costs: never a layout."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from calf_tui.core.figures.figure import MOST_PICTURES
from calf_tui.core.routines.routine import Dose, Exercise, Routine, Step, Tempo
from calf_tui.core.session import engine
from calf_tui.core.session.state import Command
from calf_tui.core.session.timeline import build
from calf_tui.ui.live.live_frame import frame_of
from calf_tui.ui.live.live_screen import LATE, SOONEST, LiveScreen, seconds_to_next_refresh
from tests.full import by_turns
from tests.ui.conftest import world_with

if TYPE_CHECKING:
    from textual.screen import Screen

    from calf_tui.core.session.state import Session

HEEL = Exercise("heel_raise_box", "Heel raise", hands=2, cues=("Rise",), mistakes=("Bounce",))
PACED = Step(HEEL, 2, Dose(reps=12), tempo=Tempo(1, 0, 1.5, 0.5), rest=40, load_kg=8)
WALK = Step(Exercise("tiptoe_walk", "Tiptoe walk"), 2, Dose(seconds=70), rest=40)
LOOKS = 100
"""At five a second; the figures get another digit meanwhile."""


@pytest.mark.parametrize(
    ("step", "after", "size"),
    [
        pytest.param(step, after, size, id=f"{name}, {size}")
        for place, (name, step, after) in enumerate(
            (
                ("paced", PACED, 14),
                ("timed", WALK, 8),
                ("rest", WALK, 78),
                ("rest after a paced set", PACED, 44),
            )
        )
        for size in by_turns(((40, 12), (80, 24)), 2, first=place)
    ],
)
async def test_nothing_lays_out_while_the_timer_runs(
    step: Step, after: float, size: tuple[int, int]
) -> None:
    routine = Routine("r", "Evening", (step,))
    world = world_with(routine)
    layouts: list[Screen[object]] = []
    async with world.app(routine).run_test(size=size) as pilot:
        world.run(after, step=4)
        await pilot.pause()
        screen = world.running.screen
        assert isinstance(screen, LiveScreen)
        screen.screen_layout_refresh_signal.subscribe(screen, layouts.append, immediate=True)
        phase = world.session.index
        for look in range(LOOKS):
            world.clock.run(1 / MOST_PICTURES)
            screen.tick()
            if look % 5 == 0:
                await pilot.pause()
        assert world.session.index == phase
        assert not layouts
        await pilot.resize_terminal(size[0] + 1, size[1])
        assert layouts  # so they would have been seen


def session_after(step: Step, seconds: float) -> tuple[Session, float]:
    """A session of one step so many seconds after its start, and that instant."""
    session, begin = engine.start(build(Routine("r", "Evening", (step,))), 100.0), 100.0
    for passed in (*range(4, int(seconds), 4), seconds):
        session, _ = engine.advance(session, begin + passed)
    return session, begin + seconds


@given(st.integers(0, 340), st.floats(0.001, 0.149))
def test_the_next_look_comes_with_the_next_picture(pictures: int, into: float) -> None:
    session, now = session_after(WALK, 5 + pictures / MOST_PICTURES + into)
    wait = seconds_to_next_refresh(session, now)
    assert wait == pytest.approx(1 / MOST_PICTURES - into + LATE, abs=1e-6)


@given(st.floats(0, 90), st.booleans(), st.sampled_from([PACED, WALK]))
def test_between_two_looks_nothing_that_is_shown_changes(
    seconds: float, pauses: bool, step: Step
) -> None:
    session, now = session_after(step, seconds)
    if pauses:
        session, _ = engine.apply_command(session, Command.PAUSE, now)
    wait = seconds_to_next_refresh(session, now)
    assert SOONEST <= wait <= 1 / MOST_PICTURES + LATE
    shown = []
    for instant in (now, now + max(0.0, wait - SOONEST - LATE)):
        session, _ = engine.advance(session, instant)
        frame = frame_of(session, instant)
        shown.append((frame.digits, frame.caption, frame.phase, frame.progress))
    assert shown[0] == shown[1]
