"""The coach's questions, and the choice of a session, in lines of text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from calf_tui.core.coach.introduction import (
    ASK_A_DOCTOR,
    DOCTOR_REMINDER,
    WHAT_CHANGES,
    WHAT_CHANGES_TITLE,
)
from calf_tui.core.coach.pain_monitoring import DISCLAIMER
from calf_tui.core.coach.proposal import COACHED, WISHES, next_wish
from calf_tui.core.coach.proposal.before_start import (
    NOT_YET,
    before_start,
    stop_answers,
    stop_question,
)
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
from calf_tui.ui.plain.key_input import TICK_SECONDS, next_key
from calf_tui.ui.plain.plain_first_questions import ask_first_questions
from calf_tui.ui.plain.plain_questions import ENTER

if TYPE_CHECKING:
    from collections.abc import Callable

    from calf_tui.core.coach.past_sessions import Stop, StopAnswer
    from calf_tui.core.coach.proposal.proposal import Proposal
    from calf_tui.core.coach.runner_state import Wish
    from calf_tui.core.ports import EditedFiles, Routines
    from calf_tui.core.routines.routine import Routine
    from calf_tui.training.coach import Coach
    from calf_tui.training.trainer import Trainer
    from calf_tui.ui.plain.key_input import Keys

    Write = Callable[[str], None]

REPLIES = {"a": "Taken.", "d": "Held as it is."}
ANSWERS: dict[str, StopAnswer] = {"g": "gone", "c": "checked", "n": "not yet"}
OFFER = "The coach knows nothing of you yet: y answers four short questions, or just start."
MOST = 9
"""The most routines; each has a digit as its key."""
LEAVING = ("q", "\x1b")


def ask_about_stop(coach: Coach, keys: Keys, write: Write) -> None:
    """Asks how the place of a stop for pain is; any other key leaves the question open."""
    stop = coach.stop_to_ask_about()
    if stop is None:
        return
    _say_stop(stop, coach, write)
    if (answer := _answer_to(stop, next_key(keys))) is not None:
        coach.answer_stop(stop, answer)


def ask_about_doctor(coach: Coach, keys: Keys, write: Write) -> bool:
    """Asks whether to train before a doctor was asked, where one is to be; returns the answer.

    Where no key can be pressed it says so, and the training begins.
    """
    if not coach.asks_for_doctor():
        return True
    write(f"{ASK_A_DOCTOR} {DOCTOR_REMINDER}")
    if not keys.patience:
        return True
    write("Train all the same? Press s to start all the same, enter or any other key for not now.")
    return next_key(keys) == "s"


def ask_before(coach: Coach, keys: Keys, write: Write, routine: Routine) -> Routine | None:
    """Asks before a routine that loads what was stopped for, or has jumps that should rest.

    Returns what the runner decides on; where nobody can press a key, the routine itself.
    """
    stop = coach.open_stop(routine)
    if stop is not None:
        write(before_start(routine.name))
        if not keys.patience:
            write(f"{stop_question(stop, coach.today)} {stop.advice} {DISCLAIMER}")
            return routine
        _say_stop(stop, coach, write, "s to start all the same, any other key for not now")
        key = next_key(keys)
        if key == "s":
            return routine
        answer = _answer_to(stop, key)
        if answer is not None:
            coach.answer_stop(stop, answer)
        if answer not in ("gone", "checked"):
            write(NOT_YET)
            return None
    return _ask_about_jumps(coach, keys, write, routine)


def _ask_about_jumps(coach: Coach, keys: Keys, write: Write, routine: Routine) -> Routine | None:
    advice = coach.jumps_advice(routine)
    if advice is None:
        return routine
    write(advice.why)
    if not keys.patience:
        return routine
    without = "" if advice.easier is None else f"enter to start {advice.means}, "
    write(f"{advice.question(routine)} Press {without}s with jumps, any other key for no.")
    key = next_key(keys)
    if key == "s":
        return routine
    return advice.easier if key in ENTER else None


def _say_stop(stop: Stop, coach: Coach, write: Write, more: str = "") -> None:
    gone = "" if stop.needs_check else "g for gone, "
    also = f", {more}" if more else ""
    write(f"{stop_question(stop, coach.today)} Press {gone}c for checked, n for not yet{also}.")
    write(f"{stop_answers(stop)} {DISCLAIMER}")


def _answer_to(stop: Stop, key: str) -> StopAnswer | None:
    answer = ANSWERS.get(key)
    return None if answer == "gone" and stop.needs_check else answer


def ask_about_suggestions(trainer: Trainer, keys: Keys, write: Write) -> None:
    """Writes the coach's suggestions after a session, and asks about each for a limited time."""
    from calf_tui.core.coach.proposal.after_session import suggestion_sentence

    record = trainer.last_record
    if record is None or not keys.patience:
        return
    if why := trainer.coach.why_nothing_is_added(record, is_answered=True):
        write(why)
    for each in trainer.coach.suggestions(record):
        write(f"{suggestion_sentence(each)} Press a to take it, d to hold; any other key leaves.")
        until = trainer.now + keys.patience
        while not (key := keys.read(TICK_SECONDS)) and trainer.now < until:
            pass
        if key not in REPLIES:
            return
        trainer.coach.answer_suggestion(each, accepted=key == "a")
        write(REPLIES[key])


def say_why(proposal: Proposal, write: Write) -> None:
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
        files: EditedFiles | None,
        keys: Keys,
        write: Write,
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
            if key == "b" and self._is_test_due:
                return timeline_of("left").routine
            if key == "y" and self._is_newcomer:
                ask_first_questions(self._trainer, self._keys, self._write)
                self._offer()
            elif key == "w":
                say_why(self._proposal, self._write)
            elif key == "t":
                self._wish = next_wish(self._wish)
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
        self._proposal = proposal = self._trainer.coach.propose(routines, self._wish)
        said = sentence(proposal, proposal.session)
        self._write(f"{WISHES[self._wish].capitalize()}: {said}.")
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

    def _faults_of(self, files: EditedFiles) -> tuple[str, ...]:
        """Applies the changed settings; returns the errors in all files."""
        try:
            if files.settings != self._trainer.record_editor.settings:
                self._trainer.use(files.settings)
        except UserError as fault:
            return (*files.faults(), str(fault))
        return files.faults()
