"""The proposal, the choice of a session, and what the coach asks of the runner, as text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from calf_tui.core.coach.introduction_texts import (
    ABOUT,
    DOCTOR_FIRST,
    READINESS_QUESTION,
    READINESS_SIGNS,
    WHAT_CHANGES,
    WHAT_CHANGES_TITLE,
    heel_raises_of,
)
from calf_tui.core.coach.pain_monitoring import DISCLAIMER
from calf_tui.core.coach.proposal import COACHED, DAY_TYPES, next_day_type
from calf_tui.core.coach.proposal.proposal_text import (
    all_reasons,
    mark_first_mentions,
    move_lines,
    reason_beside_dose,
    reason_groups,
    sentence,
)
from calf_tui.core.errors import UserError
from calf_tui.core.session.guided_heel_rise_test import timeline_of
from calf_tui.ui.plain.console import ENTER

if TYPE_CHECKING:
    from collections.abc import Callable

    from calf_tui.core.coach.proposal.proposal import Proposal
    from calf_tui.core.coach.runner_state import DayType
    from calf_tui.core.ports import Routines, WatchedFiles
    from calf_tui.core.routines.routine import Routine
    from calf_tui.training.trainer import Trainer
    from calf_tui.ui.plain.console import Console

REPLIES = {"a": "Taken.", "d": "Held as it is."}
YES_NO = {"y": True, "n": False}
RAISES = {"1": 5, "2": 10, "3": 20}
"""The key of an answer, and the raises that it stands for."""
SKIPS = "Any other key skips this one."
OFFER = "The coach knows nothing of you yet: y answers four short questions, or just start."
MOST = 9
"""The most routines; each has a digit as its key."""
LEAVING = ("q", "\x1b")


def ask_first_questions(trainer: Trainer, console: Console) -> None:
    """Asks, and saves what was answered; raises `UserError` if that fails."""

    def ask(question: str) -> str:
        return console.ask(f"{question} {SKIPS}")

    for said in ABOUT[:-1]:
        console.write(said)
    doctor_first = YES_NO.get(ask(f"{READINESS_QUESTION} {', '.join(READINESS_SIGNS)}? y or n."))
    if doctor_first:
        console.write(DOCTOR_FIRST)
    has_dumbbells = YES_NO.get(ask("Are dumbbells at hand? y or n."))
    days = ask("On how many days a week do you want to train your calves? 1 to 7.")
    if days in tuple("1234567"):
        trainer.record_editor.set_target(int(days))
    raises = ask(
        "How often can you rise on the toes of one leg? 1 up to 9, 2 from 10 to 19, 3 more, "
        "4 it hurts."
    )
    said_of = {
        "doctor_first": doctor_first,
        "has_dumbbells": has_dumbbells,
        "heel_raises": heel_raises_of(RAISES.get(raises), hurts=raises == "4"),
    }
    answers = {name: answer for name, answer in said_of.items() if answer is not None}
    trainer.coach_record_editor.change_profile(**answers)


def ask_about_suggestions(trainer: Trainer, console: Console) -> None:
    """Writes the coach's suggestions after a session, and asks about each for a limited time."""
    from calf_tui.core.coach.proposal.after_session import suggestion_sentence

    record = trainer.last_record
    if record is None or not console.patience:
        return
    if why := trainer.coach.why_nothing_is_added(record, is_answered=True):
        console.write(why)
    for each in trainer.coach.suggestions(record):
        keys = "Press a to take it, d to hold; any other key leaves."
        console.write(f"{suggestion_sentence(each)} {keys}")
        until = trainer.now + console.patience
        while not (key := console.read()) and trainer.now < until:
            pass
        if key not in REPLIES:
            return
        trainer.coach.answer_suggestion(each, accepted=key == "a")
        console.write(REPLIES[key])


def say_why(proposal: Proposal, write: Callable[[str], None]) -> None:
    """Writes all reasons; each rule stands once. Those of the session come after its reasons."""
    for each, is_first in mark_first_mentions(reason_groups(proposal)):
        is_of_session = not each.heading
        lines = [] if is_of_session else [f"{each.heading}:"]
        rules: list[str] = []
        for reason, first in zip(each.reasons, is_first, strict=True):
            lines.append(reason_beside_dose(reason))
            rule = f"Rule {reason.rule} [{reason.label}]: {reason.by.text} {reason.by.source}"
            (rules if is_of_session else lines).extend([rule] * first)
        if is_of_session:
            lines += [f"{WHAT_CHANGES_TITLE}:", *WHAT_CHANGES, *rules]
        for line in lines:
            write(line)
    write(f"You decide. {DISCLAIMER}")


class RoutineChoice:
    """Writes the proposal and the routines, anew after an edit of `files`, and waits for a key."""

    def __init__(
        self,
        trainer: Trainer,
        routines: Routines,
        files: WatchedFiles | None,
        console: Console,
    ) -> None:
        self._trainer = trainer
        self._routines = routines
        self._files = files
        self._console = console
        self._write = console.write
        self._day_type: DayType | None = None
        self._proposal: Proposal | None = None

    def ask(self) -> Routine | None:
        """Returns the session that the runner chooses, from the newest file; None for none."""
        by_key = self._list(self._routines.faults())
        while (key := self._console.read()) not in LEAVING:
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
            if key == "b" and self._is_test_due:
                return timeline_of("left").routine
            if key == "y" and self._is_newcomer:
                ask_first_questions(self._trainer, self._console)
                self._offer()
            elif key == "w":
                say_why(self._proposal, self._write)
            elif key == "t":
                self._day_type = next_day_type(self._day_type)
                self._offer()
        return None

    def _list(self, faults: tuple[str, ...]) -> dict[str, Routine]:
        """Writes errors in files, the proposal and the routines; returns the routines by key."""
        for fault in faults:
            self._write(fault)
        self._propose()
        by_key = {str(place): each for place, each in enumerate(self._routines.all()[:MOST], 1)}
        for key, routine in by_key.items():
            self._write(f"{key}. {routine.name}")
        self._say_keys()
        if self._is_newcomer:
            self._write(OFFER)
        return by_key

    @property
    def _is_newcomer(self) -> bool:
        return self._trainer.coach.is_newcomer() and not self._trainer.reads_only

    def _offer(self) -> None:
        self._propose()
        self._say_keys()

    def _propose(self) -> None:
        """Writes the proposal; there is none if its routines are missing."""
        routines = self._routines.all()
        self._proposal = None
        if not {each.id for each in routines} >= COACHED:
            return
        self._proposal = proposal = self._trainer.coach.propose(routines, self._day_type)
        said = sentence(proposal, proposal.session)
        self._write(f"{DAY_TYPES[self._day_type].capitalize()}: {said}.")
        self._write(all_reasons(proposal))
        if proposal.session is not None:
            lines = move_lines(proposal, proposal.session)
            self._write("; ".join(" ".join(each.split()) for each in lines) + ".")

    def _say_keys(self) -> None:
        if self._proposal is None:
            self._write("Press a number to start, q to quit.")
            return
        start = "" if self._proposal.session is None else "enter for the session proposed, "
        test = "b for the heel-rise test, " if self._is_test_due else ""
        others = "w for why, t for before or after a run or a rest day, q to quit."
        self._write(f"Press {start}a number for another one, {test}{others}")

    @property
    def _is_test_due(self) -> bool:
        """Whether the coach reminds of the heel-rise test."""
        notices = () if self._proposal is None else self._proposal.notices
        return any(each.rule == "test-due" for each in notices)

    def _faults_of(self, files: WatchedFiles) -> tuple[str, ...]:
        """Applies the changed settings; returns the errors in all files."""
        try:
            if files.settings != self._trainer.record_editor.settings:
                self._trainer.use(files.settings)
        except UserError as error:
            return (*files.faults(), str(error))
        return files.faults()
