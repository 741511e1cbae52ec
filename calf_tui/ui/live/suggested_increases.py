"""The suggestions of the coach: in the rest after a move, and on the summary."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Literal

from textual.content import Content
from textual.widgets import Static

from calf_tui.core.coach.dose import MoveDose
from calf_tui.core.coach.proposal.after_session import suggestion_sentence
from calf_tui.core.coach.rules.move_facts import level_words
from calf_tui.core.frozen_dataclass import dataclass
from calf_tui.core.routines.progression_ladder import Level
from calf_tui.core.routines.routine_step_levels import level_changed
from calf_tui.core.session.set_feedback import asked_about

if TYPE_CHECKING:
    from calf_tui.core.records.session_record import SessionRecord
    from calf_tui.core.session.state import Answer, Session
    from calf_tui.training.coach import Coach
    from calf_tui.training.trainer import Trainer

Reply = Literal["taken", "held"]


@dataclass(frozen=True, slots=True)
class Suggested:
    """A suggestion, the level that the runner chose, and the reply, if any."""

    dose: MoveDose
    level: Level
    reply: Reply | None = None

    @property
    def words(self) -> str:
        """The level in words: "3 × 20 s"."""
        return level_words(self.dose.exercise, self.level, self.dose.sets)

    def replied(self, reply: Reply, coach: Coach) -> Suggested:
        """Saves a reply, and returns the suggestion with it; raises `UserError`."""
        is_taken = reply == "taken"
        chosen = self.level if is_taken and self.level != self.dose.level else None
        coach.answer_suggestion(self.dose, accepted=is_taken, level=chosen)
        return replace(self, reply=reply)


class RestSuggestion:
    """Asks once effort and pain are answered; what is not answered is asked on the summary.

    The suggestion is computed once for an answer, because it reads all records.
    """

    def __init__(self, trainer: Trainer) -> None:
        self._trainer = trainer
        self._answer: Answer | None = None
        self._suggested: Suggested | None = None

    @property
    def asked(self) -> Suggested | None:
        """The suggestion that is open."""
        return None if self._suggested is None or self._suggested.reply else self._suggested

    def find(self) -> None:
        """Finds the suggestion for the present rest; raises `UserError`."""
        session = self._trainer.session
        answer = answer_of_ended_move(session)
        if answer is None:
            self._answer = self._suggested = None
        elif answer != self._answer and self._trainer.is_kept:
            self._answer, self._suggested = answer, None
            exercise = session.timeline.phases[answer.phase].step.exercise.id
            record = self._trainer.last_record
            doses = () if record is None else self._trainer.coach.suggestions(record)
            dose = next((each for each in doses if each.exercise == exercise), None)
            self._suggested = None if dose is None else Suggested(dose, dose.level)

    def text(self, width: int | None) -> str:
        """Returns the suggestion with its keys, or what became of it, in at most `width` cells.

        It is empty if there is none, or no room for it: the summary asks, too.
        """
        suggested = self._suggested
        if suggested is None:
            return ""
        side = suggested.dose.side
        words = suggested.words if side == "both" else f"{side} leg {suggested.words}"
        texts = [f"Next time {words}? a take, o hold, v change", f"Next {words}: a take, o hold"]
        if suggested.reply:
            texts = [f"Next time {words}." if suggested.reply == "taken" else "Held as it is."]
        return next((each for each in texts if width is None or len(each) <= width), "")

    def reply(self, reply: Reply) -> None:
        """Saves the reply; raises `UserError`."""
        if self.asked is not None:
            self._suggested = self.asked.replied(reply, self._trainer.coach)

    def change(self) -> None:
        """Makes the suggestion a step smaller; back to it from the level of now."""
        asked = self.asked
        if asked is None:
            return
        dose = asked.dose
        less = level_changed(dose, asked.level, -1)
        is_least = less in (asked.level, dose.before) or less.amount <= 0
        self._suggested = replace(asked, level=dose.level if is_least else less)


def answer_of_ended_move(session: Session) -> Answer | None:
    """Returns the answers about a move's last set in the rest after it, once both are there."""
    phase = asked_about(session)
    if phase is None or session.is_over:
        return None
    if session.timeline.phases[phase].move == session.phase.move:
        return None
    answer = session.answer(phase)
    is_answered = answer is not None and None not in (answer.rpe, answer.pain)
    return answer if is_answered else None


class SuggestionRows(Static):
    """Shows all suggestions, or why there are none, and asks about the first without a reply."""

    DEFAULT_CSS = """
    SuggestionRows { height: auto; }
    """

    def __init__(self, coach: Coach, *, id: str) -> None:  # noqa: A002
        super().__init__(id=id)
        self._coach = coach
        self._suggested: tuple[Suggested, ...] = ()
        self._why_none = ""
        self.display = False

    @property
    def asked(self) -> Suggested | None:
        """The suggestion that is asked about; None if there is none."""
        return next((each for each in self._suggested if not each.reply), None)

    def follow(self, record: SessionRecord, *, is_answered: bool) -> None:
        """Updates the suggestions for a changed session; replies to unchanged ones stay."""
        self._why_none = self._coach.why_nothing_is_added(record, is_answered=is_answered)
        known = {(each.dose.exercise, each.dose.side): each for each in self._suggested}
        found = []
        for dose in self._coach.suggestions(record):
            before = known.get((dose.exercise, dose.side))
            is_same = before is not None and before.dose.level == dose.level
            found.append(before if before and is_same else self._new(dose))
        self._show(tuple(found))

    def _new(self, dose: MoveDose) -> Suggested:
        """Returns a suggestion, as taken if that was answered in the rest already."""
        taken = self._coach.accepted_today(dose)
        return Suggested(dose, dose.level) if taken is None else Suggested(dose, taken, "taken")

    def reply(self, reply: Reply) -> None:
        """Saves the reply to the suggestion that is asked about; raises `UserError`."""
        if (asked := self.asked) is not None:
            self._replace(asked, asked.replied(reply, self._coach))

    def change(self, steps: int) -> None:
        """Increases or decreases the suggestion that is asked about."""
        if (asked := self.asked) is not None:
            level = level_changed(asked.dose, asked.level, steps)
            self._replace(asked, replace(asked, level=level))

    def _replace(self, old: Suggested, new: Suggested) -> None:
        self._show(tuple(new if each is old else each for each in self._suggested))

    def _show(self, suggested: tuple[Suggested, ...]) -> None:
        self._suggested = suggested
        asked = self.asked
        rows = [_row(each, is_asked=each is asked) for each in suggested]
        if not rows and self._why_none:
            rows = [Content(self._why_none)]
        self.display = bool(rows)
        self.update(Content("\n").join(rows))


def _row(each: Suggested, *, is_asked: bool) -> Content:
    dose = each.dose
    mine = f" You chose {each.words}." if each.level != dose.level else ""
    reply = f" {each.reply.capitalize()}." if each.reply else " Take it?" if is_asked else ""
    return Content.assemble(suggestion_sentence(dose), (f"{mine}{reply}", "$ready"))
