"""A whole session, looked at again and again: what is shown is what the engine says."""

from __future__ import annotations

from calf_tui.core.session.timeline import build, repetition_at
from calf_tui.core.text import formatting
from calf_tui.ui.live.live_screen import LiveScreen
from calf_tui.ui.live.summary_screen import SummaryScreen
from calf_tui.ui.widgets.large_text import BigDigits
from tests.full import IS_FULL
from tests.ui.conftest import BUILT_IN, World
from tests.ui.support.reading import text_of

TICK_SECONDS = 0.5 if IS_FULL else 2.5


def figures_due(world: World) -> str:
    """What the large figures have to be, straight from the clock and the timeline."""
    session, now = world.session, world.clock.monotonic()
    step, elapsed = session.phase.step, now - session.anchor
    if session.phase.kind == "work" and step.tempo is not None:
        return str(min(repetition_at(step.tempo, elapsed).number, step.dose.reps or 0))
    left = formatting.clock((session.length or 0) - elapsed)
    return left if (session.length or 0) >= 60 else str(int(left[-2:]))


async def test_no_frame_of_the_daily_six_shows_another_time_set_or_side() -> None:
    world = World()
    routine = BUILT_IN.find("daily-six")
    frames = 0
    async with world.app(routine).run_test(size=(80, 24)) as pilot:
        await pilot.press("s")  # with jumps, though these are the first weeks
        screen = world.running.screen
        assert isinstance(screen, LiveScreen)
        places = set()
        for _ in range(int(build(routine).seconds / TICK_SECONDS) - 1):
            world.clock.run(TICK_SECONDS)
            screen.tick()
            phase = world.session.phase
            place = text_of(world.running, "#place")
            assert screen.query_one(BigDigits).text == figures_due(world)
            assert f"set {phase.set} of {phase.step.sets}" in place.lower()
            assert ("left leg" in place, "right leg" in place) == (
                phase.side == "left",
                phase.side == "right",
            )
            assert text_of(world.running, "#move") == phase.step.exercise.name
            frames += 1
            places.add((phase.step.exercise.id, phase.set, phase.side))
        assert frames > 2000 / TICK_SECONDS
        assert len(places) == 24
        while not world.session.is_over:
            world.clock.run(1)
            screen.tick()
        await pilot.pause()
        assert isinstance(world.running.screen, SummaryScreen)
