"""The questions about the last set: which one is open, how keys answer it, the answers in words."""

from __future__ import annotations

from dataclasses import replace
from math import inf
from typing import TYPE_CHECKING, Literal

from calf_tui.core.coach.pain_monitoring import (
    advice_after_set,
    pain_before_jumps,
    places_missing,
)
from calf_tui.core.session import set_feedback
from calf_tui.core.session.state import PAIN_LEGS, PAIN_SITES, Answer, PainSite
from calf_tui.core.text import formatting
from calf_tui.ui.widgets.number_entry import NumberEntry

if TYPE_CHECKING:
    from collections.abc import Callable

    from calf_tui.core.session.set_feedback import SessionChange
    from calf_tui.core.session.state import Session


Question = Literal["effort", "pain", "site", "leg"]
SITE_WORDS: dict[PainSite, str] = {
    "calf": "calf",
    "achilles": "Achilles",
    "heel": "heel",
    "shin": "shin",
    "knee": "knee",
    "other": "elsewhere",
}
CHOICES: dict[Question, tuple[str, ...]] = {
    "site": tuple(SITE_WORDS.values()),
    "leg": PAIN_LEGS,
}
"""What the numbers that answer a question stand for, from 1."""
PAIN = NumberEntry(least=0, expected=10, most=10, first=0)
ENTRIES: dict[Question, NumberEntry] = {
    "effort": NumberEntry(least=1, expected=10, most=10, first=5),
    "pain": PAIN,
    "site": NumberEntry(least=1, expected=6, most=len(PAIN_SITES), first=1),
    "leg": NumberEntry(least=1, expected=3, most=len(PAIN_LEGS), first=1),
}
"""The numbers that answer each; those of a site or a leg are its place in `CHOICES`, from 1."""
PLACE_FIRST: tuple[Question, ...] = ("site", "leg", "pain")
"""What is asked after a stop for pain: what loads the place is to stay out."""
SECONDS_AFTER_QUESTION, SECONDS_INTO_SET = 0.7, 2.0
"""Seconds after a question in which a key may have been meant for it: after an answer, and after
the next set has ended it, perhaps while it was read [ours]."""


class OpenQuestion:
    """The open question about the last set of a session; there is one after the other.

    A digit answers at once. After a 1 the question stays open, because a 0 makes it a ten. Steps
    only mark a number, which another key confirms. With `is_silent` nothing is asked. `refused` is
    a digit that was no answer, until the next key.
    """

    def __init__(self, session: Callable[[], Session]) -> None:
        self._session = session
        self.is_silent = False
        self.refused: int | None = None
        self._phase: int | None = None
        self._passed: set[tuple[int, Question]] = set()
        self._places: tuple[int, ...] = ()
        """The phases of earlier sets of which a place was said after the session."""
        self._entry: NumberEntry | None = None
        self._entry_of: Question | None = None
        self._may_go_on: tuple[Question, int] | None = None
        self._was_open = False
        self._closed_until = -inf

    def note_question(self, now: float) -> None:
        """Notes whether a question is open at `now`; must be called regularly."""
        is_open = self.question is not None
        if self._was_open and not is_open:
            session = self._session()
            is_in_set = session.phase.is_set and not session.is_over
            self._closed_until = now + (SECONDS_INTO_SET if is_in_set else SECONDS_AFTER_QUESTION)
        self._was_open = is_open

    def has_just_closed(self, now: float) -> bool:
        """Returns whether a key pressed at `now` may have been meant for the last question."""
        return now < self._closed_until

    @property
    def question(self) -> Question | None:
        """The open question; None if there is none."""
        asked = self._asked()
        return None if asked is None else asked[1]

    @property
    def about(self) -> str:
        """Which set the open question is about, in a question; "" of the last one."""
        asked = self._asked()
        if asked is None or asked[0] == self._phase or asked[1] != "site":
            return ""
        session = self._session()
        name = session.timeline.phases[asked[0]].step.exercise.name
        pain = (session.answer(asked[0]) or Answer(asked[0])).pain
        return f"{name}: where was the pain of {pain}?"

    def _asked(self) -> tuple[int, Question] | None:
        """Returns the open question with the phase of its set.

        After the last set of a session come earlier ones that hurt nobody knows where.
        """
        session = self._session()
        last = set_feedback.asked_about(session)
        if last != self._phase:
            self._phase, self._places = last, ()
            self._passed.clear()
            self._may_go_on = self._entry = self.refused = None
        if self.is_silent:
            return None
        if last is not None and self._may_go_on is not None:
            question, number = self._may_go_on
            if _known(session, last)[question] == number:
                return last, question
            self._may_go_on = None
        all_of_last = PLACE_FIRST if _is_stopped(session) else tuple(ENTRIES)
        asked: list[tuple[int, Question]] = []
        if last is not None:
            asked += [(last, each) for each in all_of_last]
        for phase in (*self._places, *places_missing(session)):
            asked += [(phase, "site"), (phase, "leg")]
        return next((each for each in asked if self._is_open(*each, session)), None)

    def _is_open(self, phase: int, question: Question, session: Session) -> bool:
        said = session.answer(phase) or Answer(phase)
        is_known = _known(session, phase)[question] is not None
        is_left = is_known or (phase, question) in self._passed
        return not is_left and _is_asked(question, said, session)

    @property
    def entry(self) -> NumberEntry | None:
        """The entry of the open question; None if no question is open."""
        question = self.question
        if question is None:
            return None
        is_of_it = self._entry is not None and self._entry_of == question
        return self._entry if is_of_it else ENTRIES[question]

    @property
    def is_unfinished(self) -> bool:
        """Whether the answer was taken, but another digit would continue it."""
        entry = self.entry
        return entry is not None and entry.is_typed

    def press(self, figure: int) -> SessionChange | None:
        """Returns the change for a digit; None if it does not answer the open question."""
        entry = self.entry
        if entry is None:
            return None
        typed = entry.typed(figure)
        self.refused = figure if typed == entry else None
        return None if typed == entry else self._answered(typed)

    def choose(self, number: int) -> SessionChange | None:
        """Returns the change for a number; None if no question is open."""
        entry = self.entry
        if entry is None:
            return None
        return self._answered(replace(entry, number=number, is_typed=False))

    def mark(self, steps: int) -> None:
        """Moves the mark on the scale."""
        entry = self.entry
        self.refused = None
        if entry is not None:
            self._entry, self._entry_of = entry.moved(steps), self.question

    def keep(self) -> SessionChange | None:
        """Returns the change for the marked number; None if none is marked."""
        entry = self.entry
        return None if entry is None or entry.number is None else self.choose(entry.number)

    def pass_over(self) -> None:
        """Closes the open question; an answer that was taken stays."""
        asked = self._asked()
        if asked is not None and self._may_go_on is None:
            self._passed.add(asked)
        self._may_go_on = self._entry = self.refused = None

    def _answered(self, entry: NumberEntry) -> SessionChange | None:
        asked, number = self._asked(), entry.number
        if asked is None or number is None:
            return None
        phase, question = asked
        is_open = entry.is_typed and not entry.is_whole
        self.refused = None
        self._entry, self._entry_of = (entry if is_open else None), question
        self._may_go_on = (question, number) if is_open else None
        if question == "effort":
            return set_feedback.effort(number)
        if question == "pain":
            return set_feedback.pain(number)
        if question == "site":
            self._places = tuple(dict.fromkeys((*self._places, phase)))
            return set_feedback.pain_site(PAIN_SITES[number - 1], phase)
        return set_feedback.pain_leg(PAIN_LEGS[number - 1], phase)


def _is_asked(question: Question, said: Answer, session: Session) -> bool:
    """Whether a question follows: the place after pain, the leg if both were trained.

    Nobody is asked for the effort of a set that a stop for pain has broken off.
    """
    if question == "effort":
        return not _is_stopped(session)
    if question == "site":
        return bool(said.pain) or _is_stopped(session)
    if question == "leg":
        return said.site is not None and session.timeline.phases[said.phase].side == "both"
    return True


def _known(session: Session, phase: int) -> dict[Question, object]:
    said = session.answer(phase) or Answer(phase)
    return {"effort": said.rpe, "pain": said.pain, "site": said.site, "leg": said.leg}


def _is_stopped(session: Session) -> bool:
    return session.status == "stopped_pain"


def reason_to_leave_jumps(session: Session, leaving_key: str) -> str:
    """Why jumps that come next are to be left out, and with which key.

    Empty where the advice about the last set says it.
    """
    pain = pain_before_jumps(session)
    if pain is None or session.phase.is_set or advice_after_set(session):
        return ""
    return f"Pain was {pain} before: no jumps. {leaving_key} leaves the jumps out."


def answer_in_words(session: Session, leaving_key: str = "") -> str:
    """Returns the answers and the advice: "Effort 7 · pain 3, Achilles · Carry on …".

    `leaving_key` is the key that leaves out jumps; without it the advice names none.
    """
    phase = set_feedback.asked_about(session)
    answer = None if phase is None else session.answer(phase)
    if answer is None:
        return ""
    pain = "" if answer.pain is None else f"pain {answer.pain}"
    parts = [
        "" if answer.rpe is None else f"effort {answer.rpe}",
        ", ".join(filter(None, (pain, _place_in_words(answer)))),
    ]
    sentence = formatting.capitalized(" · ".join(part for part in parts if part))
    return " · ".join(filter(None, (sentence, advice_after_set(session, leaving_key))))


def _place_in_words(answer: Answer) -> str:
    """ "Achilles", "left Achilles", "knee, both legs"."""
    site = SITE_WORDS[answer.site] if answer.site else ""
    if answer.leg == "both":
        return f"{site}, both legs"
    if answer.leg and answer.site == "other":
        return f"{site} on the {answer.leg}"
    return " ".join(filter(None, (answer.leg, site)))
