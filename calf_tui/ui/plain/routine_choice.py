"""The choice of a session in lines of text, and the questions to a newcomer."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from calf_tui.core.coach.introduction import ABOUT, DOCTOR_FIRST, LATELY, READINESS, heel_raises_of
from calf_tui.core.coach.proposal import COACHED, next_wish
from calf_tui.core.errors import UserError
from calf_tui.core.session.guided_heel_rise_test import timeline_of
from calf_tui.ui.plain.key_input import TICK_SECONDS, next_key
from calf_tui.ui.plain.plain_proposal import is_test_due, offer_of, say_proposal, say_why
from calf_tui.ui.plain.plain_questions import ENTER

if TYPE_CHECKING:
    from collections.abc import Callable

    from calf_tui.core.coach.proposal.proposal import Proposal
    from calf_tui.core.coach.runner_state import Wish
    from calf_tui.core.ports import OwnFiles, Routines
    from calf_tui.core.routines.routine import Routine
    from calf_tui.training.trainer import Trainer
    from calf_tui.ui.plain.key_input import Keys


OFFER = "The coach knows nothing of you yet: y answers four short questions, or just start."
RAISES = {"1": 5, "2": 10, "3": 20}
"""The key of an answer, and the raises that it stands for."""
SKIPS = "Any other key skips this one."
MOST = 9
"""The most routines; each has a digit as its key."""
LEAVING = ("q", "\x1b")


def ask_first_questions(trainer: Trainer, keys: Keys, write: Callable[[str], None]) -> None:
    """Asks, and saves what was answered; raises `UserError` if that fails."""

    def ask(question: str) -> str:
        write(f"{question} {SKIPS}")
        return next_key(keys)

    for sentence in ABOUT[:-1]:
        write(sentence)
    changes: dict[str, Any] = {}
    signs = ", ".join(f"{each[:1].lower()}{each[1:]}" for each in READINESS)
    answer = ask(f"{LATELY} {signs}? y or n.")
    if answer in ("y", "n"):
        changes["doctor_first"] = answer == "y"
    if answer == "y":
        write(DOCTOR_FIRST)
    answer = ask("Are dumbbells at hand? y or n.")
    if answer in ("y", "n"):
        changes["has_dumbbells"] = answer == "y"
    answer = ask("On how many days a week do you want to train your calves? 1 to 7.")
    if answer in tuple("1234567"):
        trainer.record_editor.set_target(int(answer))
    answer = ask(
        "How often can you rise on the toes of one leg? 1 up to 9, 2 from 10 to 19, 3 more, "
        "4 it hurts."
    )
    if answer in RAISES or answer == "4":
        changes["heel_raises"] = heel_raises_of(RAISES.get(answer), hurts=answer == "4")
    trainer.runner_records.change_profile(**changes)


class RoutineChoice:
    """Writes the proposal and the routines, and waits for a key.

    `files` are read again while it waits, and the lists are written again after an edit; None means
    that no file can change.
    """

    def __init__(
        self,
        trainer: Trainer,
        routines: Routines,
        files: OwnFiles | None,
        keys: Keys,
        write: Callable[[str], None],
    ) -> None:
        self._trainer = trainer
        self._routines = routines
        self._files = files
        self._keys = keys
        self._write = write
        self._wish: Wish | None = None
        self._proposal: Proposal | None = None

    def ask(self) -> Routine | None:
        """Returns the session that the runner chooses, from the newest file; None for none."""
        by_key = self._list(self._routines.faults())
        while (key := self._keys.read(TICK_SECONDS)) not in LEAVING:
            chosen = by_key.get(key)
            if self._files is not None and self._files.renew():
                by_key = self._list(self._faults_of(self._files))
                now = {each.id: each for each in by_key.values()}
                chosen = now.get(chosen.id) if chosen else None
            if chosen is not None:
                return chosen
            if self._proposal is None:
                continue
            if key in ENTER and self._proposal.session is not None:
                return self._proposal.session
            if key == "b" and is_test_due(self._proposal):
                return timeline_of("left").routine
            if key == "y" and self._is_newcomer:
                self._ask_first_questions()
            elif key == "w":
                say_why(self._proposal, self._write)
            elif key == "t":
                self._wish = next_wish(self._wish)
                self._propose()
                self._write(offer_of(self._proposal))
        return None

    def _list(self, faults: tuple[str, ...]) -> dict[str, Routine]:
        """Writes errors in files, the proposal and the routines; returns the routines by key."""
        for fault in faults:
            self._write(fault)
        self._propose()
        by_key = {str(place): each for place, each in enumerate(self._routines.all()[:MOST], 1)}
        for key, routine in by_key.items():
            self._write(f"{key}. {routine.name}")
        self._write(offer_of(self._proposal))
        if self._is_newcomer:
            from calf_tui.ui.plain.routine_choice import OFFER

            self._write(OFFER)
        return by_key

    @property
    def _is_newcomer(self) -> bool:
        return self._trainer.coach.is_newcomer() and not self._trainer.reads_only

    def _ask_first_questions(self) -> None:
        from calf_tui.ui.plain.routine_choice import ask_first_questions

        ask_first_questions(self._trainer, self._keys, self._write)
        self._propose()
        self._write(offer_of(self._proposal))

    def _propose(self) -> None:
        """Writes the proposal; there is none if its routines are missing."""
        routines = self._routines.all()
        if {each.id for each in routines} >= COACHED:
            self._proposal = say_proposal(self._trainer.coach, routines, self._wish, self._write)
        else:
            self._proposal = None

    def _faults_of(self, files: OwnFiles) -> tuple[str, ...]:
        """Applies the changed settings; returns the errors in all files."""
        try:
            if files.settings != self._trainer.record_editor.settings:
                self._trainer.use(files.settings)
        except UserError as fault:
            return (*files.faults(), str(fault))
        return files.faults()
