"""The linear mode: every event a line, every answer a key."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from calf_tui.core.routines.routine import Dose, Exercise, Routine, Step, Tempo
from calf_tui.core.settings import Settings
from calf_tui.training.trainer import Trainer
from calf_tui.ui.plain.key_input import EndingKeys
from calf_tui.ui.plain.plain_session import PlainSession
from tests.fakes import FakeClock, FixedRoutines, MemoryHistory, RecordingPlayer
from tests.full import seeded
from tests.records import make_session, make_set

WALK = Exercise("walk", "Tiptoe walk", hands=2)
ROUTINE = Routine("walks", "Walks", (Step(WALK, 3, Dose(seconds=20), rest=30, load_kg=16),))
"""Ready 0-5, work 5-25, rest 25-55, work 55-75, rest, work 105-125."""


ALL_KINDS = Routine(
    "all",
    "All kinds",
    (
        Step(WALK, 2, Dose(seconds=25), rest=10, load_kg=8),
        Step(WALK, 2, Dose(reps=5), tempo=Tempo(1, 1, 3, 1), rest=10, sides="each"),
        Step(Exercise("squat", "Squat"), 2, Dose(reps=8), rest=10),
    ),
)


class Typist:
    """Presses these keys at these seconds of a session, and moves the clock on between looks."""

    def __init__(self, clock: FakeClock, presses: dict[float, str], patience: float = 60) -> None:
        self.patience = patience
        self._clock = clock
        self._presses = dict(presses)
        self._passed = 0.0

    def read(self, _seconds: float) -> str:
        due = [at for at in self._presses if at <= self._passed]
        if due:
            return self._presses.pop(due[0])
        self._clock.run(0.5)
        self._passed += 0.5
        return ""


def train(
    presses: dict[float, str],
    patience: float = 60,
    routine: Routine = ROUTINE,
    history: MemoryHistory | None = None,
) -> tuple[list[str], MemoryHistory]:
    clock, history, lines = FakeClock(), history or MemoryHistory(), list[str]()
    trainer = Trainer(clock=clock, history=history, player=RecordingPlayer(), settings=Settings())
    PlainSession(trainer, Typist(clock, presses, patience), lines.append).train(routine)
    return lines, history


class NoticingHistory(MemoryHistory):
    """A history that learns of what other programs do."""

    said: tuple[str, ...] = ("One record was not understood.",)

    def notices(self) -> tuple[str, ...]:
        return self.said


def test_what_becomes_known_during_the_session_is_left_to_tell_at_its_end() -> None:
    history, lines = NoticingHistory(), list[str]()
    clock = FakeClock()
    trainer = Trainer(clock=clock, history=history, player=RecordingPlayer(), settings=Settings())
    session = PlainSession(trainer, Typist(clock, {}), lines.append)
    session.run(ROUTINE, FixedRoutines([ROUTINE]))
    assert lines[0] == "One record was not understood."
    assert session.untold() == ()
    history.said = (*history.said, "training.json was edited.")
    assert session.untold() == ("training.json was edited.",)


def test_a_session_is_told_line_by_line() -> None:
    lines, _ = train({})
    load = "8 kg in each hand"
    assert [line for line in lines[1:] if "?" not in line] == [
        f"Get ready, five seconds. Then Tiptoe walk, set 1 of 3, twenty seconds, {load}.",
        f"Tiptoe walk, set 1 of 3, twenty seconds, {load}. Go.",
        f"Rest, thirty seconds. Then Tiptoe walk, set 2 of 3, twenty seconds, {load}.",
        f"Tiptoe walk, set 2 of 3, twenty seconds, {load}. Go.",
        f"Rest, thirty seconds. Then Tiptoe walk, set 3 of 3, twenty seconds, {load}.",
        f"Tiptoe walk, set 3 of 3, twenty seconds, {load}. Go.",
        "Walks completed: 3 sets in 2:05. 1 of 3 this week, a new week starts tomorrow.",
        "Any other key leaves.",
    ]


def test_the_same_keys_answer_and_the_same_record_is_kept() -> None:
    lines, history = train({30: "7", 31: "3", 32: "2", 33: ".", 80: "\t", 81: "0"})
    (record,) = history.sessions()
    assert [(each.rpe, each.pain, each.pain_site, each.load_kg) for each in record.sets] == [
        (7, 3, "achilles", 16),
        (None, 0, None, 18),
        (None, None, None, 18),
    ]
    at = lines.index("Effort of that set? 1 is easy, 10 is all out; tab for not now.")
    assert lines[at + 1] == "Effort 7."
    assert lines[at + 2].startswith("Any pain?")
    assert lines[at + 4].startswith("Where?")
    assert "Tiptoe walk: 9 kg in each hand." in lines


@pytest.mark.parametrize(
    ("presses", "answer"),
    [
        ({126: "7", 127: "1", 128: "0"}, (7, 10, None)),
        ({126: "7", 127: "2", 128: "2"}, (7, 2, "achilles")),
        ({126: "\t", 127: "0"}, (None, 0, None)),
        ({126: "q", 127: "5"}, (None, None, None)),
        ({300: "5"}, (None, None, None)),
    ],
)
def test_the_last_set_is_asked_about_at_the_end(
    presses: dict[float, str], answer: tuple[object, ...]
) -> None:
    lines, history = train(presses)
    (record,) = history.sessions()
    last = record.sets[-1]
    assert (last.rpe, last.pain, last.pain_site) == answer
    assert lines.count("Effort of that set? 1 is easy, 10 is all out; tab for not now.") == 3


def test_where_a_move_hurt_is_asked_once_more_at_the_end() -> None:
    squat = Step(Exercise("squat", "Squat"), 1, Dose(seconds=20))
    routine = replace(ROUTINE, steps=(replace(ROUTINE.steps[0], sets=1), squat))
    presses = {26.0: "5", 26.5: "4", 80: "5", 80.5: "0", 81: "2", 81.5: "3"}
    lines, history = train(presses, routine=routine)
    (record,) = history.sessions()
    assert [each.pain_site for each in record.sets] == ["achilles", None]
    asked = next(each for each in lines if each.startswith("Tiptoe walk: where was the pain of 4?"))
    assert "1 calf, 2 Achilles" in asked


def test_effort_and_pain_have_one_scale_and_the_arrows_step_along_it() -> None:
    lines, history = train(
        {30: "1", 30.5: "0", 31: "1", 31.5: "\n", 32: "\t", 80: "up", 81: "up", 82: "\n"}
    )
    (record,) = history.sessions()
    assert [(each.rpe, each.pain) for each in record.sets[:2]] == [(10, 1), (6, None)]
    assert "1? Enter keeps it. 0 makes it ten." in lines
    assert "6? Enter keeps it." in lines
    assert record.active_seconds == 125


def test_where_nobody_is_there_nobody_is_asked_at_the_end() -> None:
    lines, _ = train({}, patience=0)
    assert lines[-1].startswith("Walks completed")


@pytest.mark.parametrize(
    ("key", "pain", "reply"),
    [
        ("2", 2, "Noted: 2 of 10."),
        ("10", 10, "Noted: 10 of 10. Above 5"),
        ("1\n", 1, "Noted: 1 of 10."),
        ("-", 10, "Noted: 10 of 10. Above 5"),
        ("\n", None, "1. Walks"),
    ],
)
def test_the_morning_after_is_asked_about_before_the_choice(
    key: str, pain: int | None, reply: str
) -> None:
    clock, history, lines = FakeClock(), MemoryHistory([make_session()]), list[str]()
    clock.run(3600 * 12)
    trainer = Trainer(clock=clock, history=history, player=RecordingPlayer(), settings=Settings())
    presses: dict[float, str] = {**dict(enumerate(key)), 3: "q"}
    PlainSession(trainer, Typist(clock, presses), lines.append).run(None, FixedRoutines([ROUTINE]))
    assert lines[0] == (
        "Strength was yesterday. Pain now? 0 is none, 10 is the worst. Any other key goes on."
    )
    assert any(line.startswith(reply) for line in lines)
    (record,) = history.sessions()
    assert record.morning_pain == pain


def test_a_signal_ends_where_a_key_is_awaited() -> None:
    clock = FakeClock()
    keys = EndingKeys(Typist(clock, {0: "n", 1: "n"}), lambda: False, leaves_within=3600.0)
    assert keys.read(0.1) == "n"
    keys.end(15, None)
    with pytest.raises(SystemExit) as end:
        keys.read(0.1)
    assert end.value.code == 143


def test_too_much_pain_offers_the_end_of_the_move() -> None:
    lines, history = train({30: "\t", 31: "8", 32: "1", 33: "e"})
    (record,) = history.sessions()
    assert [each.outcome for each in record.sets] == ["done", "skipped", "skipped"]
    assert "e ends this move." in lines
    assert not any(line.endswith("..") for line in lines)


def test_pain_offers_to_leave_the_jumps_out() -> None:
    jump = Exercise("jump", "Jump squat", repetition="landing")
    steps = (*ROUTINE.steps, Step(jump, 2, Dose(seconds=20), rest=30))
    lines, history = train(
        {30: "\t", 31: "4", 32: "1", 33: "3", 127: "e"}, routine=replace(ROUTINE, steps=steps)
    )
    (record,) = history.sessions()
    assert [each.outcome for each in record.sets] == ["done"] * 3 + ["skipped"] * 2
    assert "Pain was 4 before: no jumps. e leaves the jumps out." in lines
    assert any(line.startswith("Pain 4, calf, both legs") for line in lines)


def test_more_time_is_said_in_words() -> None:
    lines, _ = train({30: "+"})
    assert any(line.endswith(" Thirty-five seconds left.") for line in lines)


def test_without_pain_that_key_does_nothing() -> None:
    _, history = train({30: "e"})
    (record,) = history.sessions()
    assert [each.outcome for each in record.sets] == ["done"] * 3


@pytest.mark.parametrize("key", ["q", "x"])
def test_a_question_that_is_left_leaves_the_session_as_it_was(key: str) -> None:
    lines, history = train({10: key, 11: "\x1b"})
    (record,) = history.sessions()
    assert record.status == "completed"
    assert "Going on in three seconds." in lines
    lines, history = train({10: " ", 11: key, 12: "\x1b", 20: " "})
    assert lines.count("Paused. Space goes on.") == 2
    assert lines.count("Going on in three seconds.") == 1


@pytest.mark.parametrize(
    ("presses", "kept"),
    [
        ({2: "q", 3: "y"}, "Nothing was done, nothing is kept."),
        ({10: "q", 11: "y"}, "None of 3 sets done so far: what you did is kept."),
        (
            {2: "s", 10: "q", 11: "y"},
            "None of 3 sets done so far: what you skipped is kept as skipped.",
        ),
        ({30: "q", 31: "\n"}, "1 of 3 sets done so far: what you did is kept."),
    ],
)
def test_the_question_of_the_end_says_what_is_kept_and_names_every_key(
    presses: dict[float, str], kept: str
) -> None:
    lines, _ = train(presses)
    (asked,) = (line for line in lines if line.startswith("End here?"))
    assert kept in asked
    assert asked.endswith("Enter or y ends, any other key goes on.")


def test_q_at_the_question_of_the_end_goes_on_as_in_the_app() -> None:
    lines, history = train({10: "q", 11: "q"})
    assert any(line.startswith("End here?") for line in lines)
    (record,) = history.sessions()
    assert record.status == "completed"


def test_too_much_pain_lets_the_session_wait_and_a_wrong_digit_is_refused() -> None:
    lines, history = train({30: "0", 31: "5", 32: "6", 33: "2", 34: "1", 90: " "})
    at = lines.index("0 is no answer: 1 to 10.")
    assert lines[at + 1] == "Effort 5."
    pause = lines.index("Paused. Space goes on.")
    assert lines[pause - 1] == "e ends this move."
    assert lines[pause + 1].startswith("Where?")
    assert "Going on." in lines[pause:]
    (record,) = history.sessions()
    assert record.sets[0].pain_site == "left achilles"


FREE = Routine("free", "Free", (Step(Exercise("squat", "Squat"), 2, Dose(reps=15), rest=10),))
"""Ready 0-5, then an open set."""


@pytest.mark.parametrize(
    ("presses", "reps"),
    [
        ({10: "\n", 20: "q", 21: "y"}, [15]),
        ({10: "n", 11: "7", 20: "q", 21: "y"}, [7]),
        ({10: "n", 11: "1", 12: "2", 20: "q", 21: "y"}, [12]),
        ({10: "n", 11: "down", 12: "down", 13: "\n", 20: "q", 21: "y"}, [14]),
        ({10: "n", 11: "\x1b", 12: "n", 13: "3", 30: "q", 31: "y"}, [3]),
        ({10: "n", 11: "\n", 20: "q", 21: "y"}, []),
    ],
)
def test_next_asks_how_far_an_open_set_came(presses: dict[float, str], reps: list[int]) -> None:
    lines, history = train(presses, routine=FREE)
    done = [each.done.reps for record in history.sessions() for each in record.sets]
    assert done == reps
    asked = [line for line in lines if line.startswith("How many repetitions did you do?")]
    assert len(asked) == list(presses.values()).count("n")


@pytest.mark.parametrize(
    ("planned", "presses", "reps"),
    [
        (8, {10: "n", 11: "1", 11.5: "2", 12: "\n"}, 12),
        (12, {10: "n", 11: "9", 11.5: "9", 12: "\n"}, 99),
        (8, {10: "n", 11: "1"}, 1),
    ],
)
def test_figures_of_a_number_answer_no_other_question(
    planned: int, presses: dict[float, str], reps: int
) -> None:
    squat = Exercise("squat", "Squat")
    routine = Routine("free", "Free", (Step(squat, 2, Dose(reps=planned), rest=40),))
    _, history = train({**presses, 30: "q", 31: "y"}, routine=routine)
    (record,) = history.sessions()
    assert [(each.done.reps, each.rpe) for each in record.sets] == [(reps, None)]


class Drummer:
    """Ten thousand random keys, a little time between them."""

    def __init__(self, clock: FakeClock, presses: int) -> None:
        self.patience = 60.0
        self._clock = clock
        self._choose = seeded("ten thousand keys")
        self.left = presses

    def read(self, _seconds: float) -> str:
        self._clock.run(self._choose.choice([0.0, 0.1, 0.7, 2.5]))
        if not self.left:
            return "y" if self._choose.random() < 0.5 else "q"
        self.left -= 1
        rare = self._choose.random() < 0.02
        return self._choose.choice("qyx123456" if rare else "nbdsuhlkjm e0123456789.,+-=?\t\n ")


def test_ten_thousand_keys_find_no_dead_end_and_lose_no_set() -> None:
    clock, history, lines = FakeClock(), MemoryHistory(), list[str]()
    drummer = Drummer(clock, 10_000)
    sessions = 0
    while drummer.left:
        trainer = Trainer(
            clock=clock, history=history, player=RecordingPlayer(), settings=Settings()
        )
        PlainSession(trainer, drummer, lines.append).train(ALL_KINDS)
        sessions += 1
        session, record = trainer.session, trainer.last_record
        assert session.is_over
        on_record = [] if record is None else [(each.done, each.outcome) for each in record.sets]
        assert on_record == [(each.done, each.outcome) for each in session.results]
    assert sessions > 5
    assert len(history.sessions()) > 5


def test_a_break_says_what_was_done_last_time() -> None:
    twenty = Dose(seconds=20)
    done = replace(make_set(exercise="walk"), planned=twenty, done=twenty, load_kg=16.0, rpe=7)
    before = replace(make_session(date(2026, 11, 20), note="Easy"), sets=(done,))
    lines, _ = train({}, history=MemoryHistory([before]))
    last = 'Last time, 20 Nov: 20 s, 8 kg in each hand, effort 7, "Easy".'
    assert lines.count(last) == 3
    assert lines[2] == last


@pytest.mark.parametrize("seconds", [2, 5.5, 10, 20, 30, 60])
def test_the_question_of_the_end_and_its_headline_agree(seconds: float) -> None:
    lines, history = train({seconds: "q", seconds + 1: "y"})
    (asked,) = (line for line in lines if line.startswith("End here?"))
    assert ("nothing is kept" in asked) == (history.sessions() == ())
    told = next((line for line in lines if line.startswith("Walks partly done")), "")
    said = asked.removeprefix("End here? ").split(" of ")[0].replace("None", "0")
    assert bool(told) == bool(history.sessions())
    assert not told or f" {said} of 3 sets" in told


class Files:
    """The runner's own keys."""

    settings = Settings()

    def __init__(self, keymap: dict[str, str]) -> None:
        self.keymap = keymap

    def faults(self) -> tuple[str, ...]:
        return ()

    def renew(self) -> bool:
        return False


def train_with_keys(
    keymap: dict[str, str], presses: dict[float, str], routine: Routine = FREE
) -> list[str]:
    clock, lines = FakeClock(), list[str]()
    trainer = Trainer(
        clock=clock, history=MemoryHistory(), player=RecordingPlayer(), settings=Settings()
    )
    PlainSession(trainer, Typist(clock, presses), lines.append, Files(keymap)).train(routine)
    return lines


def test_the_runners_own_keys_are_obeyed_and_named() -> None:
    keymap = {"live.pause": "p,f2", "live.done": "full_stop", "live.heavier": "g"}
    lines = train_with_keys(keymap, {1: " ", 2: "p", 3: "p", 9: ".", 25: "."})
    assert lines[0].startswith("Free: 1 move, ")
    assert "Keys: p pause, n next, b back, full stop done, s skip" in lines[0]
    assert "comma and g change the load" in lines[0]
    assert lines.count("Paused. P goes on.") == 1
    assert any("Go, and press full stop when done." in line for line in lines)
    assert "Free completed: 2 sets" in " ".join(lines)


def test_pain_before_jumps_names_the_runners_own_key_that_leaves_them_out() -> None:
    jump = Exercise("jump", "Jump squat", repetition="landing")
    routine = replace(ROUTINE, steps=(Step(jump, 2, Dose(seconds=20), rest=30),))
    presses: dict[float, str] = {30: "\t", 31: "3", 32: "2", 33: "3", 50: "q", 51: "y"}
    lines = train_with_keys({"live.leave_move": "x"}, presses, routine)
    said = lines.index("Pain 3, Achilles, both legs · Carry on, no more load, no jumps.")
    assert "x leaves the jumps out." in lines[: said + 2]


def test_keys_that_lines_of_text_cannot_read_leave_the_usual_ones() -> None:
    lines = train_with_keys(
        {"live.pause": "f2", "live.undo": "ctrl+y"}, {2: " ", 3: " ", 9: "q", 10: "y"}
    )
    assert "Keys: space pause" in lines[0]
    assert "u undo" in lines[0]
    assert "Paused. Space goes on." in lines
