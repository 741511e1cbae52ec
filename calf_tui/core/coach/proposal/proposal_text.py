"""The proposal as text: the session, its moves, and the reasons."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from calf_tui.core.coach.exercise_facts import level_words
from calf_tui.core.coach.progression_ladder import JUMPS, sets_of
from calf_tui.core.coach.proposal.step_levels import FORMS, ONE_LEG, level_of_step
from calf_tui.core.coach.rules.session_rules import BEFORE_RUN
from calf_tui.core.records.session_record import finished_sets
from calf_tui.core.text import formatting

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from calf_tui.core.coach.advice import LeftOut
    from calf_tui.core.coach.dose import MoveDose
    from calf_tui.core.coach.progression_ladder import Level
    from calf_tui.core.coach.proposal.proposal import Proposal
    from calf_tui.core.coach.rules.rule import Reason
    from calf_tui.core.coach.runner_state import Stop
    from calf_tui.core.records.session_record import SessionRecord
    from calf_tui.core.routines.routine import Routine, Step

CHANGE_WORDS = {"up": "more", "hold": "as before", "down": "easier", "first": "new"}
NOT_DONE = "not done yet"
CHANGE_SIGNS = {"up": "↑", "hold": " ", "down": "↓", "first": " "}
SHORT_FORMS = {"towel": " slowly", "article": " slowest"}
"""The forms of moves whose name says nothing of it, for a narrow list."""
A_WEEK = 7
MOST_LOWER = 2
"""The most moves that become easier which are told after a session [ours]."""
MOVE_WORDS = {
    "tiptoe_walk": "tiptoe walk",
    "heel_raise_box": "heel raise",
    "jump_squat": "jump squat",
    "downward_dog": "downward-facing dog",
    "wall_calf_stretch": "wall calf stretch",
    "foam_roll_calf": "calf foam rolling",
}
URGENT = ("doctor-first", "see-physio")
"""The rules whose notices come before all reasons."""
ENOUGH = ("rest-day", "done-today", "stopped-today")
"""The rules by which the session is for who wants one, and rest is as good."""
STOP_ANSWERS = (
    "Gone: one step easier. Checked: by a professional. Not yet: what loads the place stays out."
)
CHECK_ANSWERS = (
    "That it is gone is not enough. Checked: by a professional, who allows it. Not yet: nothing is "
    "proposed."
)
NOT_YET = "Not started, as it loads what you stopped for."


class Because(NamedTuple):
    """A heading and the reasons below it."""

    heading: str
    reasons: tuple[Reason, ...]


def is_rest_enough(proposal: Proposal) -> bool:
    """Whether rest is proposed, and a session, if there is one, is for who wants more."""
    rules = [each.rule for each in proposal.advice.reasons]
    is_run_asked_for = proposal.advice.wish in ("before-run", "after-run")
    return rules[0] in ENOUGH or ("done-today" in rules and not is_run_asked_for)


def headline(proposal: Proposal, session: Routine | None) -> str:
    """ "Strength, 24 min", "Rest today, or After a run, 9 min".

    `session` is the one proposed, as the runner may have changed it.
    """
    first = proposal.advice.reasons[0]
    if first.rule == "in-progress":
        return f"{first.values[0]} is in progress"
    if session is None:
        return "Rest today"
    what = f"{session.name}, {formatting.length(session)}"
    return f"Rest today, or {what}" if is_rest_enough(proposal) else what


def sentence(proposal: Proposal, session: Routine | None) -> str:
    """ "Strength, 24 min · last done Tuesday; jumps rest until tomorrow"."""
    return " · ".join(filter(None, (headline(proposal, session), aside(proposal, session))))


def aside(proposal: Proposal, session: Routine | None) -> str:
    """ "last done Tuesday; 24 min as written; jumps rest until tomorrow"; "" on a day of rest.

    The routine has another length as it is written, with other doses, and that is said.
    """
    if session is None:
        return ""
    today = proposal.advice.as_of
    said = []
    if proposal.last_done is not None:
        said.append(f"last done {day_words(proposal.last_done, today)}")
    if proposal.full is not None:
        written = formatting.length(proposal.full)
        said += [f"{written} as written"] * (written != formatting.length(session))
    said += [
        f"jumps rest {until_words(each, today) or 'for now'}"
        for each in proposal.left_out
        if each.exercise == JUMPS
    ]
    return "; ".join(said)


def because(proposal: Proposal) -> str:
    """Returns all reasons in one line, the most important first."""
    return " ".join(each.text for each in (*day_reasons(proposal), *other_notices(proposal)))


def other_notices(proposal: Proposal) -> tuple[Reason, ...]:
    """What the runner should know, and what does not come before all reasons."""
    return tuple(each for each in proposal.advice.notices if each.rule not in URGENT)


def day_reasons(proposal: Proposal) -> tuple[Reason, ...]:
    """Urgent notices, then the reasons of the day, first why it is one of rest, and of jumps."""
    notices = proposal.advice.notices
    first = [each for each in notices if each.rule in URGENT]
    pain = [
        reason
        for each in proposal.left_out
        for reason in each.reasons
        if reason.rule == "jumps-pain"
    ]
    of_day = list(proposal.advice.reasons)
    if of_day[0].rule in ("after-run", "week-met") and is_rest_enough(proposal):
        of_day.sort(key=lambda each: each.rule not in ENOUGH)
    reasons = (*first, *of_day, *pain)
    return tuple({each.text: each for each in reasons}.values())


def day_words(day: date, today: date) -> str:
    """ "today", "yesterday", "tomorrow", "Tuesday" within a week, else "3 Nov"."""
    ahead = (day - today).days
    near = {0: "today", -1: "yesterday", 1: "tomorrow"}
    if ahead in near:
        return near[ahead]
    return f"{day:%A}" if abs(ahead) < A_WEEK else f"{day.day} {day:%b}"


def until_words(left_out: LeftOut, today: date) -> str:
    """ "until tomorrow", "until 18:20 today"; "" where nobody knows."""
    if left_out.until is None:
        return ""
    if left_out.at is not None:
        return f"until {left_out.at:%H:%M} today"
    return f"until {day_words(left_out.until, today)}"


def move_lines(proposal: Proposal, session: Routine) -> list[str]:
    """Returns a line for each step: its move, a sign if its dose changed, dose, load and form."""
    width = max((len(each.exercise.name) for each in session.steps), default=0)
    return [
        f"{each.exercise.name:<{width}}{_sign(proposal, each)}{_dose(each)}"
        for each in session.steps
    ]


def _dose(step: Step) -> str:
    level = level_of_step(step)
    is_named = level is None or (step.exercise.id, level.form) in FORMS
    dose = formatting.short_dose(step)
    if level is not None and level.form == ONE_LEG:
        dose = dose.removesuffix(" a side")
    if step.load_kg:
        return f"{dose} {formatting.number(step.load_kg)} kg"
    return dose if level is None or is_named else f"{dose}{SHORT_FORMS.get(level.form, '')}"


def _sign(proposal: Proposal, step: Step) -> str:
    changes = {each.change for each in proposal.doses_of(step.exercise.id)}
    if proposal.is_short or not changes:
        return " "
    return CHANGE_SIGNS["down" if "down" in changes else "up" if changes == {"up"} else "hold"]


def dose_words(dose: MoveDose) -> str:
    """ "3 × 12 slowly"; without a form that the move's name says, as "Heel raise on floor"."""
    return named_level_words(dose.exercise, dose.level, dose.sets)


def named_level_words(exercise: str, level: Level, sets: int | None = None) -> str:
    """Returns a level in words to stand beside the name that the move has in this form."""
    sets = sets or sets_of(exercise, level)
    form = "plain" if (exercise, level.form) in FORMS else level.form
    return level_words(exercise, level._replace(form=form), sets)


def dose_sentence(dose: MoveDose) -> str:
    """ "Left leg, more: 3 × 12 slowly"."""
    leg = formatting.SIDE_WORDS[dose.side]
    said = f"{leg}, " if leg else ""
    change = CHANGE_WORDS[dose.change] if dose.is_done else NOT_DONE
    said = f"{said}{change}: {dose_words(dose)}"
    return f"{said[:1].upper()}{said[1:]}"


def whole_why(proposal: Proposal) -> list[Because]:
    """Returns all reasons: of the session, of each of its moves, of the moves left out."""
    advice = proposal.advice
    name = "Rest today" if proposal.session is None else proposal.session.name
    found = [Because(name, advice.reasons)]
    if not proposal.is_short:
        found += [
            Because(
                f"{proposal.name_of(each.exercise, each.level.form)}. {dose_sentence(each)}",
                each.reasons,
            )
            for each in advice.moves
            if each.exercise in advice.proposed
        ]
    for each in proposal.left_out:
        out = f"left out {until_words(each, advice.as_of)}".strip()
        found.append(Because(f"{proposal.name_of(each.exercise)}: {out}", each.reasons))
    if advice.notices:
        found.append(Because("To know", advice.notices))
    return found


def first_told(found: Iterable[Because]) -> list[tuple[Because, tuple[bool, ...]]]:
    """Adds to each heading whether its reasons are the first that their rules give."""
    told: set[str] = set()
    result = []
    for each in found:
        is_first = []
        for reason in each.reasons:
            is_first.append(reason.rule not in told)
            told.add(reason.rule)
        result.append((each, tuple(is_first)))
    return result


def suggestion_sentence(dose: MoveDose) -> str:
    """ "Next time heel raise on a box, left leg: +2 kg: all 45 repetitions at tempo twice, …"."""
    name = dose.exercise.replace("_", " ")
    leg = f", {formatting.SIDE_WORDS[dose.side]}" if dose.side != "both" else ""
    reasons = " ".join(each.text for each in dose.reasons)
    return f"Next time, {MOVE_WORDS.get(dose.exercise, name)}{leg}: {reasons}"


def nothing_added(record: SessionRecord, doses: Iterable[MoveDose], *, is_answered: bool) -> str:
    """Why nothing is added after a session, in one sentence, or what becomes easier.

    `doses` are those of its moves next time; "" where nothing was done, where it was stopped for
    pain, where something is added, and where an answer that is still to come may change it.
    """
    of_session = [each for each in doses if each.exercise in {one.exercise for one in record.sets}]
    is_stopped = record.status == "stopped_pain"
    is_more = any(each.change == "up" for each in of_session)
    if is_stopped or is_more or not finished_sets(record.sets):
        return ""
    if record.routine == BEFORE_RUN:
        return f"Nothing is added next time: {record.routine_name} stays short and light."
    if not is_answered:
        return ""
    lower = [each for each in of_session if each.change == "down"]
    if lower:
        return " ".join(map(suggestion_sentence, lower[:MOST_LOWER]))
    reasons = [each.reasons[0] for each in of_session if each.reasons]
    if not reasons:
        return ""
    ((rule, _),) = Counter(each.rule for each in reasons).most_common(1)
    why = next(each for each in reasons if each.rule == rule)
    return f"Nothing is added next time. {why.text}"


def before_start(routine: str) -> str:
    """What a start of a routine, by its name, means before a stop for pain is settled."""
    return f"{routine} loads what you stopped for. You decide: it can start all the same."


def stop_question(stop: Stop, today: date) -> str:
    """ "You stopped for pain (achilles) on Tuesday. How is it now?", or whether it was checked."""
    place = f" ({stop.place})" if stop.place else ""
    day = day_words(stop.date, today)
    when = day if day in ("today", "yesterday") else f"on {day}"
    if stop.needs_check:
        return f"You stopped {when} for what a professional has to see. Was it checked?"
    return f"You stopped for pain{place} {when}. How is it now?"


def stop_answers(stop: Stop) -> str:
    """What was said of it, where it needs a check, and what each answer means."""
    return f"{stop.advice} {CHECK_ANSWERS}".strip() if stop.needs_check else STOP_ANSWERS
