"""The questions about the last set: which is open, and what a key answers to it."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Literal

from calf_tui.core.coach.rules.pain_rules import is_too_much, pain_advice
from calf_tui.core.session import set_feedback
from calf_tui.core.session.commands import adjustment
from calf_tui.core.session.state import PAIN_SITES, Answer, PainSite
from calf_tui.core.text import formatting
from calf_tui.ui.set_feedback.number_entry import NumberEntry

if TYPE_CHECKING:
    from calf_tui.core.session.set_feedback import SessionChange
    from calf_tui.core.session.state import Session

Question = Literal["effort", "pain", "site"]
SITE_WORDS: dict[PainSite, str] = {
    "calf": "calf",
    "achilles": "Achilles",
    "heel": "heel",
    "shin": "shin",
    "knee": "knee",
    "other": "elsewhere",
}
EFFORT = NumberEntry(least=1, expected=10, most=10, first=5)
PAIN = NumberEntry(least=0, expected=10, most=10, first=0)
ENTRIES: dict[Question, NumberEntry] = {
    "effort": EFFORT,
    "pain": PAIN,
    "site": NumberEntry(least=1, expected=6, most=len(PAIN_SITES), first=1),
}
"""The numbers that answer each; those of a site are its place in `PAIN_SITES`, from 1."""
MOST_REPS = 999
SECONDS_TO_NEXT_FIGURE = 1.5
"""For so long a number of repetitions waits for another figure before it stands [ours]."""
SECONDS_AFTER_QUESTION = 0.7
"""For so long after a question has closed, a key may still have been meant for it [ours]."""


def reps_entry(session: Session) -> NumberEntry:
    """The number of repetitions that the open set under way came to: only the runner knows."""
    asked_for = session.phase.step.dose.reps or 0
    return NumberEntry(0, asked_for, MOST_REPS, first=asked_for)


def more_than_asked_for(entry: NumberEntry) -> str:
    """A sentence where the number is more than anybody expected; else nothing."""
    more = (entry.number or 0) - entry.expected
    return f"{entry.number}: {more} more than were asked for." if more > 0 else ""


@dataclass
class OpenQuestion:
    """Asks one question after the other about the set that ended last, and never insists.

    Every figure means itself: a 1 is kept at once, and its question stays open, for a 0 makes it a
    ten. Stepping only marks a number, which is then kept by a key of its own.
    """

    _phase: int | None = None
    _passed: set[Question] = field(default_factory=set)
    _entry: NumberEntry | None = None
    _entry_of: Question | None = None
    _may_go_on: tuple[Question, int] | None = None
    _was_open: bool = False
    _closed_at: float = float("-inf")

    def look(self, session: Session, now: float) -> None:
        """Notes whether a question is open at `now`."""
        is_open = self.question(session) is not None
        if self._was_open and not is_open:
            self._closed_at = now
        self._was_open = is_open

    def has_just_closed(self, now: float) -> bool:
        """Whether a key pressed at `now` may have been meant for the last question."""
        return now - self._closed_at < SECONDS_AFTER_QUESTION

    def question(self, session: Session) -> Question | None:
        """The one that is open; None while there is nothing to ask."""
        phase = set_feedback.asked_about(session)
        if phase != self._phase:
            self._phase = phase
            self._passed.clear()
            self._may_go_on = self._entry = None
        if phase is None:
            return None
        said = session.answer(phase) or Answer(phase)
        known = {"effort": said.rpe, "pain": said.pain, "site": said.site}
        if self._may_go_on is not None:
            question, number = self._may_go_on
            if known[question] == number:
                return question
            self._may_go_on = None
        for question in ENTRIES:
            is_asked = question != "site" or bool(said.pain)
            if is_asked and known[question] is None and question not in self._passed:
                return question
        return None

    def entry(self, session: Session) -> NumberEntry | None:
        """What is marked or typed of the answer to the open question; None where none is open."""
        question = self.question(session)
        if question is None:
            return None
        is_of_it = self._entry is not None and self._entry_of == question
        return self._entry if is_of_it else ENTRIES[question]

    def is_unfinished(self, session: Session) -> bool:
        """Whether the answer is kept, and another figure would still continue it."""
        entry = self.entry(session)
        return entry is not None and entry.is_typed

    def press(self, figure: int, session: Session) -> SessionChange | None:
        """What a figure key answers; None where it is no answer to the open question."""
        entry = self.entry(session)
        if entry is None:
            return None
        typed = entry.typed(figure)
        if typed == entry:
            return None
        return self._answered(typed, session)

    def choose(self, number: int, session: Session) -> SessionChange | None:
        """The whole answer at once; None where no question is open."""
        entry = self.entry(session)
        if entry is None:
            return None
        return self._answered(replace(entry, number=number, is_typed=False), session)

    def mark(self, steps: int, session: Session) -> None:
        """Moves the mark along the scale."""
        entry = self.entry(session)
        if entry is not None:
            self._entry, self._entry_of = entry.moved(steps), self.question(session)

    def keep(self, session: Session) -> SessionChange | None:
        """What is marked; None where nothing is."""
        entry = self.entry(session)
        return None if entry is None or entry.number is None else self.choose(entry.number, session)

    def pass_over(self, session: Session) -> None:
        """Leaves the open question, with what was kept of it."""
        question = self.question(session)
        if question is not None and self._may_go_on is None:
            self._passed.add(question)
        self._may_go_on = self._entry = None

    def _answered(self, entry: NumberEntry, session: Session) -> SessionChange | None:
        question, number = self.question(session), entry.number
        if question is None or number is None:
            return None
        is_open = entry.is_typed and not entry.is_whole
        self._entry, self._entry_of = (entry if is_open else None), question
        self._may_go_on = (question, number) if is_open else None
        if question == "effort":
            return set_feedback.effort(number)
        return set_feedback.pain(number) if question == "pain" else _site(number)


def _site(place: int) -> SessionChange:
    return set_feedback.pain_site(PAIN_SITES[place - 1])


def said(session: Session) -> Answer | None:
    """What was said of the set that is asked about."""
    phase = set_feedback.asked_about(session)
    return None if phase is None else session.answer(phase)


def may_leave_move(session: Session) -> bool:
    """Whether it hurt too much, and there is something of that move left to leave out."""
    phase, answer = set_feedback.asked_about(session), said(session)
    if phase is None or answer is None or session.is_over:
        return False
    return is_too_much(answer.pain) and session.timeline.phases[phase].move == session.phase.move


def step_in_words(session: Session) -> str:
    """By how much a key makes the present phase longer: "10 s", "2 landings"; nothing if none."""
    if session.length is None:
        return ""
    seconds = adjustment(session)
    tempo = session.phase.step.tempo if session.phase.is_set else None
    if tempo is None:
        return formatting.seconds(seconds)
    return formatting.count(round(seconds / tempo.seconds), session.phase.step.exercise.repetition)


def answer_in_words(session: Session) -> str:
    """What was said so far, and what it asks for: "Effort 7 · pain 3, Achilles · Carry on …"."""
    answer = said(session)
    if answer is None:
        return ""
    where = f", {SITE_WORDS[answer.site]}" if answer.site else ""
    parts = [
        "" if answer.rpe is None else f"effort {answer.rpe}",
        "" if answer.pain is None else f"pain {answer.pain}{where}",
    ]
    sentence = " · ".join(part for part in parts if part)
    sentence = f"{sentence[:1].upper()}{sentence[1:]}"
    return " · ".join(filter(None, (sentence, pain_advice(answer.pain))))
