"""The proposal, its reasons and the coach's questions in lines of text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from calf_tui.core.coach.introduction import ASK_A_DOCTOR, SAID_YES
from calf_tui.core.coach.pain_monitoring import DISCLAIMER
from calf_tui.core.coach.proposal import WISHES
from calf_tui.ui.plain.key_input import TICK_SECONDS, next_key
from calf_tui.ui.plain.plain_questions import ENTER

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from calf_tui.core.coach.proposal.proposal import Proposal
    from calf_tui.core.coach.runner_state import Answer, Stop, Wish
    from calf_tui.core.routines.routine import Routine
    from calf_tui.training.coach import Coach
    from calf_tui.training.trainer import Trainer
    from calf_tui.ui.plain.key_input import Keys

    Write = Callable[[str], None]

REPLIES = {"a": "Taken.", "d": "Held as it is."}
ANSWERS: dict[str, Answer] = {"g": "gone", "c": "checked", "n": "not yet"}


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
    write(f"{ASK_A_DOCTOR} {SAID_YES}")
    if not keys.patience:
        return True
    write("Train all the same? Press s to start all the same, enter or any other key for not now.")
    return next_key(keys) == "s"


def ask_before(coach: Coach, keys: Keys, write: Write, routine: Routine) -> Routine | None:
    """Asks once before a routine that loads what was stopped for, or has jumps that should rest.

    Returns the routine that the runner decides on, or None. Where no key can be pressed it says
    what it would ask about, and the routine begins.
    """
    from calf_tui.core.coach.proposal.proposal_text import NOT_YET, before_start, stop_question

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
    from calf_tui.core.coach.proposal.proposal_text import stop_answers, stop_question

    gone = "" if stop.needs_check else "g for gone, "
    also = f", {more}" if more else ""
    write(f"{stop_question(stop, coach.today)} Press {gone}c for checked, n for not yet{also}.")
    write(f"{stop_answers(stop)} {DISCLAIMER}")


def _answer_to(stop: Stop, key: str) -> Answer | None:
    answer = ANSWERS.get(key)
    return None if answer == "gone" and stop.needs_check else answer


def say_proposal(
    coach: Coach, routines: Sequence[Routine], wish: Wish | None, write: Write
) -> Proposal:
    """Writes and returns the proposal."""
    from calf_tui.core.coach.proposal.proposal_text import because, move_lines, sentence

    proposal = coach.propose(routines, wish)
    write(f"{WISHES[wish].capitalize()}: {sentence(proposal, proposal.session)}.")
    write(because(proposal))
    if proposal.session is not None:
        lines = move_lines(proposal, proposal.session)
        write("; ".join(" ".join(each.split()) for each in lines) + ".")
    return proposal


def offer_of(proposal: Proposal | None) -> str:
    """Returns the sentence with the keys of the choice."""
    if proposal is None:
        return "Press a number to start, q to quit."
    start = "" if proposal.session is None else "enter for the session proposed, "
    test = "b for the heel-rise test, " if is_test_due(proposal) else ""
    others = "w for why, t for before or after a run or a rest day, q to quit."
    return f"Press {start}a number for another one, {test}{others}"


def is_test_due(proposal: Proposal | None) -> bool:
    """Returns whether the coach reminds of the heel-rise test."""
    notices = () if proposal is None else proposal.advice.notices
    return any(each.rule == "test-due" for each in notices)


def say_why(proposal: Proposal, write: Write) -> None:
    """Writes all reasons; each rule stands once. Those of the session come after its reasons."""
    from calf_tui.core.coach.introduction import WHAT_CHANGES, WHAT_CHANGES_TITLE
    from calf_tui.core.coach.proposal.proposal_text import (
        first_told,
        reason_beside_dose,
        whole_why,
    )

    for each, is_first in first_told(whole_why(proposal)):
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


def ask_about_suggestions(trainer: Trainer, keys: Keys, write: Write) -> None:
    """Writes the coach's suggestions after a session, and asks about each.

    It asks nothing if no keys can be pressed, and waits only for a limited time.
    """
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
