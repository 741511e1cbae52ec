"""The proposal, its reasons and the coach's questions in lines of text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from calf_tui.core.coach.pain_monitoring import DISCLAIMER
from calf_tui.core.coach.proposal import WISHES
from calf_tui.ui.plain.key_input import TICK_SECONDS

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from calf_tui.core.coach.proposal.proposal import Proposal
    from calf_tui.core.coach.runner_state import Answer, Wish
    from calf_tui.core.routines.routine import Routine
    from calf_tui.training.coach import Coach
    from calf_tui.training.trainer import Trainer
    from calf_tui.ui.plain.key_input import Keys

    Write = Callable[[str], None]

REPLIES = {"a": "Taken.", "d": "Held as it is."}
ANSWERS: dict[str, Answer] = {"g": "gone", "c": "checked", "n": "not yet"}


def ask_about_stop(coach: Coach, keys: Keys, write: Write, routine: Routine | None = None) -> bool:
    """Asks how the place of a stop for pain is; returns whether the routine may be trained.

    Any other key leaves the question open.
    """
    stop = coach.stop_to_ask_about(routine)
    if stop is None:
        return True
    from calf_tui.core.coach.proposal.proposal_text import NOT_YET, stop_answers, stop_question

    gone = "" if stop.needs_check else "g for gone, "
    write(f"{stop_question(stop, coach.today)} Press {gone}c for checked, n for not yet.")
    write(f"{stop_answers(stop)} {DISCLAIMER}")
    while not (key := keys.read(TICK_SECONDS)):
        pass
    if key not in ANSWERS or (stop.needs_check and ANSWERS[key] == "gone"):
        return False
    coach.answer_stop(stop, ANSWERS[key], before_session=routine is not None)
    if ANSWERS[key] == "not yet" and routine is not None:
        write(NOT_YET)
    return ANSWERS[key] != "not yet"


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
    """Writes all reasons; each rule stands once."""
    from calf_tui.core.coach.proposal.proposal_text import first_told, whole_why

    for each, is_first in first_told(whole_why(proposal)):
        write(f"{each.heading}:")
        for reason, first in zip(each.reasons, is_first, strict=True):
            write(reason.text)
            if first:
                write(f"Rule {reason.rule} [{reason.label}]: {reason.by.text} {reason.by.source}")
    write(f"You decide. {DISCLAIMER}")


def ask_about_suggestions(trainer: Trainer, keys: Keys, write: Write) -> None:
    """Writes the coach's suggestions after a session, and asks about each.

    It asks nothing if no keys can be pressed, and waits only for a limited time.
    """
    from calf_tui.core.coach.proposal.proposal_text import suggestion_sentence

    record = trainer.last_record
    if record is None or not keys.patience:
        return
    for each in trainer.coach.suggestions(record):
        write(f"{suggestion_sentence(each)} Press a to take it, d to hold; any other key leaves.")
        until = trainer.now + keys.patience
        while not (key := keys.read(TICK_SECONDS)) and trainer.now < until:
            pass
        if key not in REPLIES:
            return
        trainer.coach.answer_suggestion(each, accepted=key == "a")
        write(REPLIES[key])
