"""Short questions: end, resume or repeat a session, merge copies, count repetitions."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Literal

from textual.content import Content
from textual.widgets import Static

from calf_tui.core.session.session_end_text import NOTHING_KEPT, cut_short_lines, kept_so_far
from calf_tui.core.text import formatting
from calf_tui.ui.dialogs.dialog import Dialog
from calf_tui.ui.keys.dialog_bindings import (
    AGAIN_OFFER,
    END_GUARD,
    MERGE_OFFER,
    REPS_QUESTION,
    RESUME_OFFER,
)
from calf_tui.ui.widgets.large_text import BigDigits
from calf_tui.ui.widgets.number_entry import SECONDS_TO_NEXT_FIGURE, more_than_asked_for, reps_entry

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from calf_tui.core.routines.routine import Routine
    from calf_tui.core.session.interrupted_session import InterruptedSession
    from calf_tui.core.session.state import Session


Answer = Literal["go_on", "keep", "discard"]

MOST_NAMED = 2
MERGING = (
    "Every session stays; where two versions differ, the later wins. The copies are kept aside."
)
SECONDS_BETWEEN_CHECKS = 0.1


class ResumeOffer(Dialog[Answer]):
    """Asks whether to resume, end or discard the session; every key is an answer."""

    BINDINGS = RESUME_OFFER

    def __init__(self, cut: InterruptedSession) -> None:
        lines = (Static(Content(each)) for each in cut_short_lines(cut))
        super().__init__("Your last session was cut short", *lines)


class AgainOffer(Dialog[bool]):
    """Asks whether to train a routine again; the result is the answer."""

    BINDINGS = AGAIN_OFFER

    def __init__(self, routine: Routine) -> None:
        length = formatting.length_in_words(routine)
        said = Static(f"It takes {length} and begins at once.")
        super().__init__(f"Train {routine.name} again now?", said)


class MergeOffer(Dialog[bool]):
    """Lists the copies and asks whether to merge them; the result is the answer."""

    BINDINGS = MERGE_OFFER

    def __init__(self, names: Sequence[str]) -> None:
        named = list(names[:MOST_NAMED])
        if names[MOST_NAMED:]:
            named.append(f"and {len(names) - MOST_NAMED} more")
        copies = "the copy" if len(names) == 1 else f"{len(names)} copies"
        listed = Static(Content("\n".join(named)), id="copies")
        super().__init__(f"Merge {copies} of your records?", listed, Static(MERGING))


class EndConfirmation(Dialog[bool]):
    """Asks whether to end the session; the result is the answer."""

    BINDINGS = END_GUARD

    def __init__(self, session: Session, now: float) -> None:
        kept = kept_so_far(session, now)
        self._is_kept = kept != NOTHING_KEPT
        super().__init__("End the session here?", Static(kept))

    def meaning_of(self, action: str) -> str:
        """Says where nothing would be kept."""
        return "end" if action == "answer(True)" and not self._is_kept else ""


class RepetitionsQuestion(Dialog[int]):
    """Asks when an open set is left; the result is the number, or None to go back to the set.

    After a digit it waits a short time for another one; `now` returns seconds.
    """

    BINDINGS = REPS_QUESTION

    def __init__(self, session: Session, now: Callable[[], float]) -> None:
        step = session.phase.step
        self._digits, self._note = BigDigits(id="number"), Static(id="of")
        asked = f"How many {step.exercise.repetition}s did you do?"
        super().__init__(asked, self._digits, self._note)
        self._asked_for = step.dose.reps or 0
        self._entry = reps_entry(session)
        self._now = now
        self._typed_at = 0.0

    def on_mount(self) -> None:
        """Shows that no number was entered."""
        self._show()
        self.set_interval(SECONDS_BETWEEN_CHECKS, self.keep_when_settled)

    def keep_when_settled(self) -> None:
        """Answers with the typed number if no digit has followed for a short time."""
        waited = self._now() - self._typed_at
        if self.is_current and self._entry.may_settle and waited >= SECONDS_TO_NEXT_FIGURE:
            self.action_keep()

    def on_mouse_scroll_up(self) -> None:
        """Adds one."""
        self.action_step(1)

    def on_mouse_scroll_down(self) -> None:
        """Subtracts one."""
        self.action_step(-1)

    def action_figure(self, figure: int) -> None:
        """Takes a digit, and answers if no other digit can follow."""
        self._entry = self._entry.typed(figure)
        self._typed_at = self._now()
        if self._entry.is_whole:
            self.action_keep()
        else:
            self._show()

    def action_step(self, steps: int) -> None:
        """Adds or subtracts one."""
        self._entry = self._entry.moved(steps)
        self._show()

    def action_erase(self) -> None:
        """Erases the number."""
        self._entry = replace(self._entry, number=None, is_typed=False)
        self._show()

    def action_keep(self) -> None:
        """Answers with the number shown."""
        self.dismiss(self._entry.number)

    def check_action(self, action: str, _parameters: tuple[object, ...]) -> bool | None:
        """Offers only the keys that do something now."""
        return self._entry.number is not None if action in ("keep", "erase") else True

    def _show(self) -> None:
        number = self._entry.number
        self._digits.display = number is not None
        self._digits.show("" if number is None else str(number), "00")
        shown = more_than_asked_for(self._entry) or f"of {self._asked_for}"
        if number is None:
            shown = f"Type the number. {self._asked_for} were asked for."
        self._note.update(Content(shown))
        self.refresh_bindings()
