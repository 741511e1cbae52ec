"""The questions about the last set, a session cut short and the morning after, as text."""

from __future__ import annotations

from dataclasses import replace
from math import inf
from types import MappingProxyType
from typing import TYPE_CHECKING

from calf_tui.core.coach import pain_monitoring
from calf_tui.core.coach.pain_monitoring import (
    DISCLAIMER,
    STOP_SIGNS,
    STOP_TEXT,
    may_leave_move,
    pain_before_jumps,
)
from calf_tui.core.records.record_text import cut_short_lines, kept_in_words
from calf_tui.core.session.set_feedback import LOAD_STEP_KG, more_load, next_load
from calf_tui.core.text.formatting import load
from calf_tui.ui.live.answer_text import answer_in_words
from calf_tui.ui.live.questions import (
    CHOICES,
    PAIN,
    OpenQuestion,
    more_than_asked_for,
    refusal,
)
from calf_tui.ui.plain.key_input import DOWN, TICK_SECONDS, UP, next_key

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from calf_tui.core.coach.pain_monitoring import StopSign
    from calf_tui.core.session.interrupted_session import InterruptedSession
    from calf_tui.core.session.state import Event
    from calf_tui.training.record_editing import RecordEditor
    from calf_tui.training.trainer import Trainer
    from calf_tui.ui.live.questions import NumberEntry, Question
    from calf_tui.ui.plain.key_input import Keys


SITES, LEGS = (
    ", ".join(f"{number} {word}" for number, word in enumerate(CHOICES[each], start=1))
    for each in ("site", "leg")
)
PAIN_SCALE = "0 is none, 10 is the worst."
QUESTIONS: dict[Question, str] = {
    "effort": "Effort of that set? 1 is easy, 10 is all out; tab for not now.",
    "pain": f"Any pain? {PAIN_SCALE[:-1]}; tab for not now.",
    "site": f"Where? {SITES}; tab for not now.",
    "leg": f"Which leg? {LEGS}; tab for not now.",
}
PASS = "\t"

ENTER = ("\n", "\r")
STEPS = {UP: 1, "k": 1, DOWN: -1, "j": -1}
ANSWERING = (*STEPS, *ENTER)
LOADS = {".": LOAD_STEP_KG, ",": -LOAD_STEP_KG}


class PlainQuestions:
    """Asks after each set, once; a question that is not answered is not asked again."""

    def __init__(
        self,
        trainer: Trainer,
        write: Callable[[str], None],
        leaving_key: Callable[[], str] = lambda: "e",
        say: Callable[[Sequence[Event]], None] = lambda _: None,
    ) -> None:
        self._leaving_key = leaving_key
        self._say = say
        self._trainer = trainer
        self._write = write
        self._asking = OpenQuestion()

    def fall_silent(self) -> None:
        """Asks nothing any more."""
        self._asking.is_silent = True

    @property
    def is_open(self) -> bool:
        """Whether a question may still be answered."""
        return self._asking.question(self._trainer.session) is not None

    def ask(self) -> bool:
        """Writes the open question, if there is one; returns whether there is."""
        question = self._asking.question(self._trainer.session)
        if question is not None:
            about = self._asking.about(self._trainer.session)
            self._write(f"{about} {QUESTIONS[question]}".strip())
        return question is not None

    def look(self) -> None:
        """Notes whether a question is open; must be called regularly."""
        self._asking.look(self._trainer.session, self._trainer.now)

    def obey(self, key: str) -> bool:
        """Handles a key that answers, was meant to answer, or changes the load; else False."""
        session = self._trainer.session
        if key in LOADS:
            self._say(self._trainer.change(more_load(LOADS[key])))
            following = next_load(self._trainer.session)
            step = following or self._trainer.session.phase.step
            when = ", from the next set on" if following else ""
            self._write(f"{step.exercise.name}{when}: {load(step) or 'no load'}.")
            return True
        entry = self._asking.entry(session)
        if entry is None:
            return key in ANSWERING and self._asking.has_just_closed(self._trainer.now)
        if key == PASS:
            self._asking.pass_over(session)
            self.ask()
            return True
        if key in STEPS:
            self._asking.mark(STEPS[key], session)
            self._write(self._marked())
            return True
        if key in ENTER:
            change = self._asking.keep(session)
        else:
            change = self._asking.press(int(key), session) if is_figure(key) else None
        if change is None:
            if is_figure(key):
                self._write(refusal(int(key), entry))
            return is_figure(key)
        events = self._trainer.change(change)
        self._write(f"{answer_in_words(self._trainer.session).rstrip('.')}.")
        if may_leave_move(self._trainer.session):
            self._write(self.leave_offer())
        self._say(events)
        if self._asking.is_unfinished(self._trainer.session):
            self._write(f"{self._marked()} 0 makes it ten.")
        else:
            self.ask()
        return True

    def leave_offer(self) -> str:
        """Returns what the key does that leaves out a move or the jumps."""
        is_of_jumps = pain_before_jumps(self._trainer.session) is not None
        does = "leaves the jumps out" if is_of_jumps else "ends this move"
        return f"{self._leaving_key()} {does}."

    def _marked(self) -> str:
        """Returns the marked answer, and how to keep it."""
        question = self._asking.question(self._trainer.session)
        entry = self._asking.entry(self._trainer.session)
        if entry is None or entry.number is None:
            return ""
        choices = CHOICES.get(question) if question else None
        word = choices[entry.number - 1] if choices else str(entry.number)
        return f"{word[:1].upper()}{word[1:]}? Enter keeps it."


def ask_about_cut_short(
    trainer: Trainer, keys: Keys, write: Callable[[str], None]
) -> InterruptedSession | None:
    """Asks what to do with an interrupted session; returns it if it is to go on."""
    cut = trainer.interrupted_session()
    if cut is None:
        return None
    write(" ".join(["Your last session was cut short.", *cut_short_lines(cut)]))
    write("Press g to go on, k to keep what was done, d to discard it.")
    while (key := next_key(keys)) not in ("g", "k", "d"):
        pass
    if key == "g":
        return cut
    if key == "d":
        trainer.unfinished.discard(cut)
    else:
        trainer.unfinished.keep()
        write(kept_in_words(cut))
    return None


def ask_morning_after(
    record_editor: RecordEditor, keys: Keys, write: Callable[[str], None]
) -> None:
    """Asks about pain if it is the morning after a session; other keys skip. Raises `UserError`."""
    session = record_editor.morning_after
    if session is None:
        return
    write(
        f"{pain_monitoring.question(session, record_editor.today)} "
        f"{PAIN_SCALE} Any other key goes on."
    )
    ten = {"-": pain_monitoring.WORST}
    pain = read_number(PAIN, keys, write, patience=keys.patience, also=ten)
    if pain is not None:
        record_editor.edit(session, replace(session, morning_pain=pain))
        write(pain_monitoring.reply(session, pain))


def sign_question(what: str) -> str:
    """Returns the question what hurts, with its answers, in a "session" or "test"."""
    signs = [f"{place}. {each.sign}." for place, each in enumerate(STOP_SIGNS, start=1)]
    asked = f"What do you feel? The {what} ends with your answer; any other key goes on."
    return "\n".join([asked, *signs])


def sign_of(key: str) -> StopSign | None:
    """Returns the sign that a key answers with; None for any other key."""
    return dict(zip("123456", STOP_SIGNS, strict=True)).get(key)


def advice_on(sign: StopSign) -> str:
    """Returns what to do about a sign."""
    return f"{STOP_TEXT} {sign.advice} {DISCLAIMER}"


def is_figure(key: str) -> bool:
    """Returns whether the key is a digit from 0 to 9."""
    return key.isascii() and key.isdigit()


def read_number(
    entry: NumberEntry,
    keys: Keys,
    write: Callable[[str], None],
    *,
    patience: float = inf,
    settles_after: float = inf,
    also: Mapping[str, int] = MappingProxyType({}),
    wait: Callable[[], object] = lambda: None,
) -> int | None:
    """Returns the number that the runner chooses; None for any other key.

    After `patience` seconds the number so far counts, an expected one after `settles_after`. `also`
    holds other keys that answer. `wait` is called between two keys.
    """
    seconds = since_key = 0.0
    while seconds < patience and not (entry.may_settle and since_key >= settles_after):
        key = keys.read(TICK_SECONDS)
        since_key = 0.0 if key else since_key + TICK_SECONDS
        if not key:
            seconds += TICK_SECONDS
            wait()
        elif key in also:
            return also[key]
        elif key in ENTER and entry.number is not None:
            return entry.number
        elif is_figure(key):
            entry = entry.typed(int(key))
            if entry.is_whole:
                return entry.number
            if entry.number is not None:
                write(f"{more_than_asked_for(entry) or f'{entry.number} so far.'} Enter keeps it.")
        elif key in STEPS:
            entry = entry.moved(STEPS[key])
            write(f"{entry.number}? Enter keeps it.")
        else:
            return None
    return entry.number if entry.is_typed else None
