"""The coach's suggestions on the summary, which the runner takes, holds or changes."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Literal

from textual.content import Content
from textual.widgets import Static

from calf_tui.core.coach.dose import MoveDose
from calf_tui.core.coach.exercise_facts import level_words
from calf_tui.core.coach.progression_ladder import Level
from calf_tui.core.coach.proposal.after_session import suggestion_sentence
from calf_tui.core.coach.proposal.step_levels import level_changed
from calf_tui.core.frozen_dataclass import dataclass

if TYPE_CHECKING:
    from calf_tui.core.records.session_record import SessionRecord
    from calf_tui.training.coach import Coach

Reply = Literal["", "taken", "held"]


@dataclass(frozen=True, slots=True)
class Suggested:
    """A suggestion, the level that the runner chose, and the reply, if any."""

    dose: MoveDose
    level: Level
    reply: Reply = ""


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
        if taken is None:
            return Suggested(dose, dose.level)
        return Suggested(dose, taken.level or dose.level, "taken")

    def reply(self, reply: Literal["taken", "held"]) -> None:
        """Saves the reply to the suggestion that is asked about; raises `UserError`."""
        asked = self.asked
        if asked is None:
            return
        chosen = asked.level if reply == "taken" and asked.level != asked.dose.level else None
        self._coach.answer_suggestion(asked.dose, accepted=reply == "taken", level=chosen)
        self._replace(asked, replace(asked, reply=reply))

    def change(self, steps: int) -> None:
        """Increases or decreases the suggestion that is asked about."""
        asked = self.asked
        if asked is not None:
            self._replace(
                asked, replace(asked, level=level_changed(asked.dose, asked.level, steps))
            )

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
    words = level_words(dose.exercise, each.level, dose.sets)
    mine = f" You chose {words}." if each.level != dose.level else ""
    reply = f" {each.reply.capitalize()}." if each.reply else " Take it?" if is_asked else ""
    return Content.assemble(suggestion_sentence(dose), (f"{mine}{reply}", "$ready"))
