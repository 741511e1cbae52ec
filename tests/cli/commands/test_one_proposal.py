"""The command and the first screen propose the same, over twelve stories of kept records."""

from __future__ import annotations

import json
from contextlib import closing
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta, timezone
from typing import TYPE_CHECKING

import pytest

from calf_tui.cli.commands.coaching import today_document
from calf_tui.core.coach.pain_monitoring import STOP_SIGNS
from calf_tui.core.records.coach_records import CoachAnswer, PlanEntry, Profile, Run
from calf_tui.core.records.session_record import HeelRiseTest, Pause, Status
from calf_tui.core.routines.progression_ladder import LADDERS
from calf_tui.core.session.session_to_record import done_as_planned
from calf_tui.core.settings import Settings
from calf_tui.training.trainer import Trainer
from tests.cli.support.histories import own_history
from tests.core.coach.plans import PLANS
from tests.fakes import FakeClock, MemoryHistory, RecordingPlayer
from tests.full import by_turns
from tests.records import AN_INSTANT, suggestion_answer
from tests.ui.conftest import BUILT_IN, World

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from calf_tui.core.coach.proposal.proposal import Proposal
    from calf_tui.core.coach.runner_state import DayType
    from tests.cli.support.running import CommandLine

MONDAY = date(2026, 1, 5)
DAY_TYPES: tuple[DayType, ...] = ("before-run", "after-run", "rest-day")
FORTNIGHT = (0, 2, 4, 7, 9, 11)


@dataclass
class Diary:
    """A runner who trains what is proposed, day after day, and answers."""

    history: MemoryHistory = field(default_factory=MemoryHistory)
    last: date = MONDAY

    def __post_init__(self) -> None:
        self.trainer = Trainer(
            clock=FakeClock(),
            history=self.history,
            player=RecordingPlayer(),
            settings=Settings(),
            plans=lambda: PLANS,
        )

    def train(
        self,
        days: Sequence[int],
        *,
        effort: int = 6,
        pain: int = 0,
        morning: int | None = None,
        left: int = 0,
        status: Status = "completed",
        note: str = "",
    ) -> None:
        """On these days after the first Monday; `left` repetitions are missed on the left leg."""
        for each in days:
            self.last = MONDAY + timedelta(days=each)
            session = self.trainer.coach.propose(BUILT_IN.all(), as_of=self.last).session
            if session is None:
                continue
            start = datetime.combine(self.last, time(18), tzinfo=timezone.utc)
            record = done_as_planned(session, f"{each:04}", start, self.last, note)
            sets = tuple(
                replace(
                    one,
                    rpe=effort,
                    pain=pain,
                    pain_site="achilles" if pain else None,
                    outcome="short" if left and one.side == "left" else "done",
                )
                for one in record.sets
            )
            record = replace(record, sets=sets, status=status, morning_pain=morning)
            self.history.save(record)

    def keep(self, *records: object) -> None:
        for number, each in enumerate(records):
            id_ = each.id if isinstance(each, Profile) else f"kept {number}"
            self.history.keep(replace(each, id=id_, updated_at=AN_INSTANT))  # type: ignore[type-var]


def a_plan(plan: str) -> PlanEntry:
    return PlanEntry(MONDAY, plan)


def the_beginners_first_two_weeks(diary: Diary) -> None:
    diary.train(FORTNIGHT)


def daily_as_in_the_article(diary: Diary) -> None:
    diary.keep(a_plan("as-in-the-article"))
    diary.train(range(10))


def a_sore_achilles_that_settles(diary: Diary) -> None:
    diary.train(FORTNIGHT)
    diary.train([14], pain=4)
    diary.train([16], pain=1)


def a_sore_achilles_that_does_not(diary: Diary) -> None:
    diary.train(FORTNIGHT)
    diary.train([14, 16, 18], pain=4, morning=5)


def a_snap(diary: Diary) -> None:
    diary.train(FORTNIGHT)
    diary.train([14], status="stopped_pain", note=STOP_SIGNS[0].sign)


def a_race(diary: Diary) -> None:
    diary.train(FORTNIGHT)
    diary.keep(Profile(race=diary.last + timedelta(days=4)))


def a_holiday(diary: Diary) -> None:
    diary.train(FORTNIGHT)
    start = diary.last + timedelta(days=1)
    diary.history.keep(Pause(start, start + timedelta(days=20), "holiday", "p"))
    diary.last = start + timedelta(days=21)


def a_missed_fortnight(diary: Diary) -> None:
    diary.keep(a_plan("build-up"))
    diary.train((*FORTNIGHT, 14, 16, 18))
    diary.last += timedelta(days=16)


def no_dumbbells(diary: Diary) -> None:
    diary.keep(Profile(has_dumbbells=False))
    diary.train(FORTNIGHT, effort=4)


def one_sided_weakness(diary: Diary) -> None:
    diary.train(FORTNIGHT, left=5)
    for days in (28, 2):
        day = diary.last - timedelta(days=days)
        test = HeelRiseTest(str(days), AN_INSTANT, day, 18, 28, AN_INSTANT)
        diary.history.keep(test)


def marathon_weeks_rising(diary: Diary) -> None:
    diary.train(FORTNIGHT)
    diary.keep(*(Run(MONDAY + timedelta(days=days), days * 9 + 9) for days in range(12)))


def back_after_a_year(diary: Diary) -> None:
    diary.train(FORTNIGHT)
    diary.last += timedelta(days=365)


STORIES = (
    the_beginners_first_two_weeks,
    daily_as_in_the_article,
    a_sore_achilles_that_settles,
    a_sore_achilles_that_does_not,
    a_snap,
    a_race,
    a_holiday,
    a_missed_fortnight,
    no_dumbbells,
    one_sided_weakness,
    marathon_weeks_rising,
    back_after_a_year,
)


def diary_of(story: Callable[[Diary], None]) -> Diary:
    diary = Diary()
    story(diary)
    return diary


@pytest.mark.parametrize("story", by_turns(STORIES, 2, first=1), ids=lambda each: each.__name__)
def test_the_command_proposes_what_the_coach_of_the_screen_does(
    calf_tui: CommandLine, story: Callable[[Diary], None]
) -> None:
    diary = diary_of(story)
    number = STORIES.index(story)
    move = diary.history.sessions()[-1].sets[0].exercise
    chosen = LADDERS[move].steps[1].level
    answer = suggestion_answer(diary.last, move, accepted=number % 3 > 0, level=chosen)
    diary.trainer.coach_record_editor.save_answer(answer)
    write(calf_tui, diary.history)
    day_type = DAY_TYPES[number % len(DAY_TYPES)]
    for days, said in ((1, None), (3, None), (3, day_type)):
        day = diary.last + timedelta(days=days)
        words = ("--for", said) if said else ()
        shown = diary.trainer.coach.propose(BUILT_IN.all(), said, day)
        printed = calf_tui("today", "--json", "--as-of", day.isoformat(), *words).output
        assert printed == printed_of(shown)


async def test_the_screen_shows_what_the_command_prints(calf_tui: CommandLine) -> None:
    now = datetime.now(timezone.utc)
    diary = diary_of(no_dumbbells)
    world = World(history=diary.history, clock=FakeClock(now), plans=dict(PLANS))
    async with world.app().run_test() as pilot:
        await pilot.pause()
        shown = world.running.routines_screen.proposal
        assert shown is not None
    write(calf_tui, diary.history)
    printed = calf_tui("today", "--json").output
    assert printed == printed_of(shown)


def printed_of(shown: Proposal) -> str:
    """What the command prints of a proposal."""
    document = today_document(shown)
    return json.dumps(document, default=str, indent=2) + "\n"


def write(calf_tui: CommandLine, memory: MemoryHistory) -> None:
    calf_tui.data.parent.mkdir(parents=True, exist_ok=True)
    with closing(own_history(calf_tui.data)) as history:
        for each in memory.sessions():
            history.save(each)
        for pause in memory.pauses():
            history.keep(pause)
        for test in memory.tests():
            history.keep(test)
        for kind in (Run, Profile, PlanEntry, CoachAnswer):
            history.keep_all(memory.kept(kind))
