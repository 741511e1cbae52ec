"""Pain after a set and the next morning [S91, S92], and signs to stop at [S97-S102]."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from calf_tui.core.frozen_dataclass import dataclass
from calf_tui.core.records.session_sets import finished_sets
from calf_tui.core.routines.progression_ladder import NO_FLIGHT
from calf_tui.core.session.commands import lengthened, paused
from calf_tui.core.session.pain_scale import CARRY_ON, TOO_MUCH, WORST, is_too_much
from calf_tui.core.session.set_feedback import last_answer
from calf_tui.core.session.state import Answer, Changed, Paused, Session

if TYPE_CHECKING:
    from collections.abc import Iterable

    from calf_tui.core.records.session_record import SessionRecord
    from calf_tui.core.routines.routine import Step
    from calf_tui.core.session.commands import Turn


ASKED_FROM = timedelta(hours=12)
"""Since the session's end [ours]; pain is to have settled by the next morning (S91, S92)."""
ASKED_UNTIL = timedelta(hours=36)
"""Later than this nobody remembers that morning [ours]."""
SECONDS_TO_ANSWER = 10.0
"""A break is at least as long after an answer that asks for more, as where it hurts [ours]."""


def session_to_ask_about(sessions: Iterable[SessionRecord], now: datetime) -> SessionRecord | None:
    """The last session, where it is the morning after it and nobody has answered yet.

    `now` is aware. A session in which nothing was finished raises no question.
    """
    last = max(sessions, key=lambda each: each.ended_at, default=None)
    if last is None or last.morning_pain is not None or not finished_sets(last.sets):
        return None
    return last if ASKED_FROM <= now - last.ended_at <= ASKED_UNTIL else None


def question(session: SessionRecord, today: date) -> str:
    """What is asked; it is answered from 0 to `WORST`."""
    days = (today - session.local_date).days
    when = {0: "earlier today", 1: "yesterday"}.get(days, f"{days} days ago")
    return f"{session.routine_name} was {when}. Pain now?"


def reply(session: SessionRecord, pain: int) -> str:
    """The answer, and what follows from it.

    Above 5, or higher than before the session, means one step easier (S91, S92). Nobody asks
    before a session: the highest answer within it stands for that [ours].
    """
    answers = [each.pain for each in session.sets if each.pain is not None]
    if pain > TOO_MUCH:
        return f"Noted: {pain} of {WORST}. Above {TOO_MUCH}: make the next session one step easier."
    if answers and pain > max(answers):
        return (
            f"Noted: {pain} of {WORST}, more than in the session ({max(answers)}): "
            "make the next one a step easier."
        )
    return f"Noted: {pain} of {WORST}."


def pain_advice(pain: int | None) -> str:
    """What to do now, in one sentence; empty where training goes on as planned."""
    if pain is None or pain <= CARRY_ON:
        return ""
    if is_too_much(pain):
        return "Too much pain: end this move here."
    return "Carry on, no more load, no jumps."


def advice_after_set(session: Session, leaving_key: str = "") -> str:
    """What the pain in the last set asks for now or, where its move is over, the next time.

    `leaving_key` is the key that leaves out jumps, which is named where they come next.
    """
    answer = last_answer(session)
    advice = pain_advice(answer.pain) if answer else ""
    if not answer or not advice:
        return ""
    if leaving_key and pain_before_jumps(session) is not None:
        now = "Too much pain" if is_too_much(answer.pain) else "Carry on, no more load"
        return f"{now}: {leaving_key} leaves the jumps out."
    if not is_too_much(answer.pain):
        return "Next time no more load, no jumps." if session.is_over else advice
    if not session.is_over and session.timeline.phases[answer.phase].move == session.phase.move:
        return advice
    if pain_before_jumps(session) is not None:
        return "Too much pain: leave the jumps out."
    now = "" if session.is_over else " Now skip what hurts, or end here."
    return f"Too much pain: next time one step easier.{now}"


def break_after(before: Session, session: Session, now: float) -> Turn:
    """Returns the session after an answer, with a break that is long enough for what follows.

    Above 5 the move ends (S91, S92), so nothing goes on by itself: the session waits. Below, a
    break of a few seconds leaves time to say where it hurts.
    """
    answer = last_answer(session)
    if answer is None or session.is_over or session.is_paused:
        return session, ()
    earlier = before.answer(answer.phase)
    if is_too_much(answer.pain) and not is_too_much(earlier.pain if earlier else None):
        return paused(session, now), (Paused(stalled=False),)
    missing = SECONDS_TO_ANSWER - (session.remaining(now) or 0.0)
    if answer == earlier or not answer.pain or answer.leg or missing <= 0:
        return session, ()
    if answer.site and session.timeline.phases[answer.phase].side != "both":
        return session, ()
    return lengthened(session, missing), (Changed(),)


def places_missing(session: Session) -> tuple[int, ...]:
    """After a session the worst set, as a phase, of each move that hurt above 2 nobody knows where.

    Empty during a session, in which a later set may hurt at the same place.
    """
    if not session.is_over:
        return ()
    phases = session.timeline.phases
    by_move: dict[int, list[Answer]] = {}
    for each in sorted(session.answers, key=lambda each: each.phase):
        by_move.setdefault(phases[each.phase].move, []).append(each)
    worst = (
        max(of_move, key=lambda each: each.pain or 0)
        for of_move in by_move.values()
        if all(each.site is None for each in of_move)
    )
    return tuple(each.phase for each in worst if (each.pain or 0) > CARRY_ON)


def is_jump(step: Step) -> bool:
    """Whether the move is done with flight."""
    return step.exercise.repetition == "landing" and step.tempo != NO_FLIGHT


def pain_before_jumps(session: Session) -> int | None:
    """The worst pain of the session so far, where it asks to leave out the jumps.

    None where it asks for nothing, or no jumps are under way and none come next. [S91, S92]
    """
    if session.is_over or not is_jump(session.phase.step):
        return None
    worst = max((each.pain or 0 for each in session.answers), default=0)
    return worst if worst > CARRY_ON else None


def may_leave_move(session: Session) -> bool:
    """Whether it hurt too much for what is left of the move, or for jumps."""
    if session.is_over or pain_before_jumps(session) is not None:
        return not session.is_over
    answer = last_answer(session)
    if answer is None or not is_too_much(answer.pain):
        return False
    return session.timeline.phases[answer.phase].move == session.phase.move


@dataclass(frozen=True, slots=True)
class StopSign:
    """What the runner feels, and what follows from it.

    `id` is its name in the records. `needs_check`: a professional has to see it before anything is
    trained again. [S97–S102, ours]
    """

    id: str
    sign: str
    advice: str
    needs_check: bool = True


_LOOKED_AT = "Have it looked at before you train it again."

STOP_SIGNS = (
    StopSign(
        "snap",
        "A snap, pop or blow at the back of the leg, or I cannot rise on tiptoe",
        "Have it checked urgently, today.",
    ),
    StopSign(
        "swollen calf", "One calf is swollen, warm or discoloured", "Get medical help the same day."
    ),
    StopSign("chest", "Chest pain or trouble breathing", "Call your emergency number now."),
    StopSign("bone", "Pain at one point of a bone", _LOOKED_AT),
    StopSign("numbness", "Numbness, or the knee gives way", _LOOKED_AT),
    StopSign(
        "sharp pain", "Another sharp pain", "Have it looked at if it stays.", needs_check=False
    ),
)


def needs_check(record: SessionRecord) -> bool:
    """Whether a professional has to see what the session was stopped for.

    An unknown sign has to be seen.
    """
    if record.status != "stopped_pain":
        return False
    sign = sign_of(record)
    return record.stop_sign is not None if sign is None else sign.needs_check


def sign_of(record: SessionRecord) -> StopSign | None:
    """The known sign that a session was stopped for; an earlier version has it in the note only."""
    if record.stop_sign is None:
        return sign_in(record.note)
    return next((each for each in STOP_SIGNS if each.id == record.stop_sign), None)


def sign_in(note: str) -> StopSign | None:
    """The sign that a session was stopped for, which its note holds; None where it has none.

    The runner may have written more before and after it. Of several, one that needs a check.
    """
    found = [each for each in STOP_SIGNS if each.sign in note]
    return min(found, key=lambda each: not each.needs_check, default=None)


def reason_and_own_words(note: str) -> tuple[str, str]:
    """The sign that a session was stopped for, and what the runner wrote; each may be empty."""
    sign = sign_in(note)
    if sign is None:
        return "", note
    before, _, after = note.partition(sign.sign)
    words = (before.strip(), after.removeprefix(".").strip())
    return sign.sign, " ".join(filter(None, words))


def note_of(reason: str, own_words: str) -> str:
    """The note that holds both, the reason first."""
    return ". ".join(filter(None, (reason, own_words)))


STOP_TEXT = (
    "Stop here. What you marked can be a sign of something that training should not push through."
)
DISCLAIMER = (
    "This program cannot tell what is wrong: it is a training log and not medical advice. "
    "No clinician has reviewed it."
)
