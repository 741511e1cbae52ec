"""The questions about the last set: which one is open, and how keys answer it."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Literal

from calf_tui.core.coach.pain_monitoring import places_missing
from calf_tui.core.session import set_feedback
from calf_tui.core.session.state import PAIN_LEGS, PAIN_SITES, Answer, PainSite

if TYPE_CHECKING:
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


@dataclass(frozen=True, slots=True)
class NumberEntry:
    """A number from `least` to `most` that is being entered.

    `number` is None until there is one. A digit after which no other can follow is the whole
    answer; any other waits for the next key. A number above `expected` is unlikely, so it waits
    until it is confirmed. Steps begin at `first`. While `is_typed`, another digit continues the
    number.
    """

    least: int
    expected: int
    most: int
    first: int
    number: int | None = None
    is_typed: bool = False

    def typed(self, figure: int) -> NumberEntry:
        """Returns the entry after a digit, which continues the number, or begins another one."""
        longer = (self.number or 0) * 10 + figure if self.is_typed else figure
        number = longer if longer <= self.most else figure
        if not self.least <= number <= self.most:
            return self
        return replace(self, number=number, is_typed=True)

    def moved(self, steps: int) -> NumberEntry:
        """Returns the entry this many steps up or down; the first step goes to `first`."""
        number = self.first if self.number is None else self.number + steps
        return replace(self, number=min(self.most, max(self.least, number)), is_typed=False)

    @property
    def is_whole(self) -> bool:
        """Whether the number was typed, is at most `expected`, and no digit can follow."""
        return self.may_settle and not 0 < (self.number or 0) * 10 <= self.most

    @property
    def may_settle(self) -> bool:
        """Whether the number was typed and counts if no other digit follows."""
        return self.is_typed and (self.number or 0) <= self.expected


EFFORT = NumberEntry(least=1, expected=10, most=10, first=5)
PAIN = NumberEntry(least=0, expected=10, most=10, first=0)
ENTRIES: dict[Question, NumberEntry] = {
    "effort": EFFORT,
    "pain": PAIN,
    "site": NumberEntry(least=1, expected=6, most=len(PAIN_SITES), first=1),
    "leg": NumberEntry(least=1, expected=3, most=len(PAIN_LEGS), first=1),
}
"""The numbers that answer each; those of a site or a leg are its place in `CHOICES`, from 1."""
PLACE_FIRST: tuple[Question, ...] = ("site", "leg", "pain")
"""What is asked after a stop for pain: what loads the place is to stay out."""
MOST_REPS = 999
SECONDS_TO_NEXT_FIGURE = 1.5
"""Seconds that a number of repetitions waits for another digit [ours]."""
SECONDS_AFTER_QUESTION, SECONDS_INTO_SET = 0.7, 2.0
"""Seconds after a question in which a key may have been meant for it: after an answer, and after
the next set has ended it, perhaps while it was read [ours]."""


def reps_entry(session: Session) -> NumberEntry:
    """Returns the entry for the repetitions of the present open set."""
    asked_for = session.phase.step.dose.reps or 0
    return NumberEntry(0, asked_for, MOST_REPS, first=asked_for)


def more_than_asked_for(entry: NumberEntry) -> str:
    """Returns a sentence if the number is more than planned; else ""."""
    more = (entry.number or 0) - entry.expected
    return f"{entry.number}: {more} more than were asked for." if more > 0 else ""


@dataclass
class OpenQuestion:
    """The open question about the last set; there is one after the other.

    A digit answers at once. After a 1 the question stays open, because a 0 makes it a ten. Steps
    only mark a number, which another key confirms. With `is_silent` nothing is asked. `refused` is
    a digit that was no answer, until the next key.
    """

    is_silent: bool = False
    refused: int | None = None
    _phase: int | None = None
    _passed: set[tuple[int, Question]] = field(default_factory=set)
    _places: tuple[int, ...] = ()
    """The phases of earlier sets of which a place was said after the session."""
    _entry: NumberEntry | None = None
    _entry_of: Question | None = None
    _may_go_on: tuple[Question, int] | None = None
    _was_open: bool = False
    _closed_until: float = float("-inf")

    def look(self, session: Session, now: float) -> None:
        """Notes whether a question is open at `now`; must be called regularly."""
        is_open = self.question(session) is not None
        if self._was_open and not is_open:
            is_in_set = session.phase.is_set and not session.is_over
            self._closed_until = now + (SECONDS_INTO_SET if is_in_set else SECONDS_AFTER_QUESTION)
        self._was_open = is_open

    def has_just_closed(self, now: float) -> bool:
        """Returns whether a key pressed at `now` may have been meant for the last question."""
        return now < self._closed_until

    def question(self, session: Session) -> Question | None:
        """Returns the open question; None if there is none."""
        asked = self._asked(session)
        return None if asked is None else asked[1]

    def about(self, session: Session) -> str:
        """Returns which set the open question is about, in a question; "" of the last one."""
        asked = self._asked(session)
        if asked is None or asked[0] == self._phase or asked[1] != "site":
            return ""
        name = session.timeline.phases[asked[0]].step.exercise.name
        pain = (session.answer(asked[0]) or Answer(asked[0])).pain
        return f"{name}: where was the pain of {pain}?"

    def _asked(self, session: Session) -> tuple[int, Question] | None:
        """Returns the open question with the phase of its set.

        After the last set of a session come earlier ones that hurt nobody knows where.
        """
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

    def entry(self, session: Session) -> NumberEntry | None:
        """Returns the entry of the open question; None if no question is open."""
        question = self.question(session)
        if question is None:
            return None
        is_of_it = self._entry is not None and self._entry_of == question
        return self._entry if is_of_it else ENTRIES[question]

    def is_unfinished(self, session: Session) -> bool:
        """Returns whether the answer was taken, but another digit would continue it."""
        entry = self.entry(session)
        return entry is not None and entry.is_typed

    def press(self, figure: int, session: Session) -> SessionChange | None:
        """Returns the change for a digit; None if it does not answer the open question."""
        entry = self.entry(session)
        if entry is None:
            return None
        typed = entry.typed(figure)
        self.refused = figure if typed == entry else None
        return None if typed == entry else self._answered(typed, session)

    def choose(self, number: int, session: Session) -> SessionChange | None:
        """Returns the change for a number; None if no question is open."""
        entry = self.entry(session)
        if entry is None:
            return None
        return self._answered(replace(entry, number=number, is_typed=False), session)

    def mark(self, steps: int, session: Session) -> None:
        """Moves the mark on the scale."""
        entry = self.entry(session)
        self.refused = None
        if entry is not None:
            self._entry, self._entry_of = entry.moved(steps), self.question(session)

    def keep(self, session: Session) -> SessionChange | None:
        """Returns the change for the marked number; None if none is marked."""
        entry = self.entry(session)
        return None if entry is None or entry.number is None else self.choose(entry.number, session)

    def pass_over(self, session: Session) -> None:
        """Closes the open question; an answer that was taken stays."""
        asked = self._asked(session)
        if asked is not None and self._may_go_on is None:
            self._passed.add(asked)
        self._may_go_on = self._entry = self.refused = None

    def _answered(self, entry: NumberEntry, session: Session) -> SessionChange | None:
        asked, number = self._asked(session), entry.number
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


def refusal(figure: int, entry: NumberEntry) -> str:
    """Returns "0 is no answer: 1 to 10."."""
    return f"{figure} is no answer: {entry.least} to {entry.most}."


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
