"""At the end of a session: what the coach suggests for the next time, taken, held or changed."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import pytest

from calf_tui.core.records.session_record import NEVER
from calf_tui.core.routines.routine import Dose, Routine
from calf_tui.core.settings import Settings
from calf_tui.training.trainer import Trainer
from calf_tui.ui.app import CalfApp
from calf_tui.ui.live.live_screen import LiveScreen
from calf_tui.ui.live.summary_screen import SummaryScreen
from calf_tui.ui.plain.plain_session import PlainSession
from tests.fakes import FakeClock, MemoryHistory, RecordingPlayer
from tests.records import make_session, make_set, suggestion_answer
from tests.ui.conftest import BUILT_IN, FIGURES, World, the_face
from tests.ui.plain.test_plain_session import Typist
from tests.ui.support.reading import text_of

if TYPE_CHECKING:
    from textual.pilot import Pilot

    from calf_tui.core.records.coach_records import CoachAnswer
    from tests.ui.support.pictures import Album

TODAY = date(2026, 11, 22)
HOLD = Dose(seconds=10)
BEFORE = replace(
    make_session(date(2026, 11, 19)),
    sets=tuple(
        replace(
            make_set(number=number, exercise="downward_dog"),
            planned=HOLD,
            done=HOLD,
            tempo=None,
            rpe=5,
            pain=0,
        )
        for number in (1, 2, 3)
    ),
)
DOG = next(each for each in BUILT_IN.find("daily-six").steps if each.exercise.id == "downward_dog")
ROUTINE = Routine("dogs", "Dogs", (replace(DOG, sets=3, dose=HOLD),))
SAID = "Next time, downward-facing dog 3 × 20 s: all 30 s twice, effort 5 and 5, no pain."


class Trained:
    """An app in which the session has just ended and its last set is to be answered."""

    def __init__(self) -> None:
        self.clock = FakeClock()
        self.trainer = Trainer(
            clock=self.clock,
            history=MemoryHistory([BEFORE]),
            player=RecordingPlayer(),
            settings=Settings(),
        )
        self.app = CalfApp(
            BUILT_IN, lambda: self.trainer, FIGURES, routine=ROUTINE, read_face=the_face
        )

    async def to_the_end(self, pilot: Pilot[object]) -> None:
        while isinstance(self.app.screen, LiveScreen) and not self.trainer.session.is_over:
            self.clock.run(2)
            self.app.screen.tick()
        await pilot.pause()
        assert isinstance(self.app.screen, SummaryScreen)


@pytest.mark.parametrize(
    ("keys", "reply", "answer"),
    [
        ("a", "Taken.", suggestion_answer(TODAY, "downward_dog", accepted=True)),
        ("d", "Held.", suggestion_answer(TODAY, "downward_dog", accepted=False)),
        ("minus a", "You chose 3 × 15 s. Taken.", 15.0),
    ],
)
async def test_a_suggestion_is_taken_held_or_changed_with_a_key(
    keys: str, reply: str, answer: CoachAnswer | float
) -> None:
    trained = Trained()
    async with trained.app.run_test(size=(120, 40)) as pilot:
        await trained.to_the_end(pilot)
        assert not trained.app.screen.query_one("#suggestions").display
        await pilot.press("5", "0")
        trained.app.screen.keep()  # type: ignore[attr-defined]
        assert text_of(trained.app, "#suggestions") == f"{SAID} Take it?"
        await pilot.press(*keys.split())
        assert text_of(trained.app, "#suggestions") == f"{SAID} {reply}"
        await pilot.press("a", "d")
    (kept,) = trained.trainer.coach_record_editor.suggestions()
    if isinstance(answer, float):
        assert (kept.answer, kept.seconds) == ("accepted", answer)
    else:
        assert replace(kept, id="", updated_at=NEVER) == answer


async def test_hard_sets_suggest_nothing() -> None:
    trained = Trained()
    async with trained.app.run_test() as pilot:
        await trained.to_the_end(pilot)
        await pilot.press("9", "0", "a")
        trained.app.screen.keep()  # type: ignore[attr-defined]
        said = text_of(trained.app, "#suggestions")
        assert said.startswith("Nothing is added next time. The last two sessions had effort 5 and")
    assert trained.trainer.coach_record_editor.suggestions() == ()


@pytest.mark.parametrize(("key", "reply"), [("a", "Taken."), ("d", "Held as it is.")])
def test_in_lines_of_text_too(key: str, reply: str) -> None:
    trained = Trained()
    lines: list[str] = []
    presses = {70: "5", 70.5: "0", 71: key}
    PlainSession(trained.trainer, Typist(trained.clock, presses), lines.append).train(ROUTINE)
    assert lines[-2].startswith(SAID)
    assert lines[-1] == reply
    (kept,) = trained.trainer.coach_record_editor.suggestions()
    assert kept.is_accepted == (key == "a")


@pytest.mark.parametrize(
    ("routine", "said"),
    [
        ("before-run", "Nothing is added next time: Before a run stays short and light."),
        ("after-run", ""),
    ],
)
async def test_why_nothing_is_added_is_said_as_soon_as_it_stands(routine: str, said: str) -> None:
    world = World(history=MemoryHistory([BEFORE]))
    async with world.app(BUILT_IN.find(routine)).run_test() as pilot:
        await pilot.pause()
        world.run(900, step=4)
        await pilot.pause()
        await pilot.pause()
        assert text_of(world.running, "#suggestions") == said
        await pilot.press("5", "0")
        world.running.screen.keep()  # type: ignore[attr-defined]
        assert text_of(world.running, "#suggestions").startswith("Nothing is added next time")


async def test_a_suggestion_is_pictured(album: Album) -> None:
    trained = Trained()
    async with trained.app.run_test(size=(80, 24)) as pilot:
        await trained.to_the_end(pilot)
        await pilot.press("5", "0")
        trained.app.screen.keep()  # type: ignore[attr-defined]
        await album.look_around(pilot)
