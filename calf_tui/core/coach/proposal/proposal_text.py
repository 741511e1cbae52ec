"""The proposal as text: the session, its moves, and the reasons."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from calf_tui.core.coach.rules.move_facts import level_words
from calf_tui.core.routines.exercise_forms import FORMS, ONE_LEG
from calf_tui.core.routines.progression_ladder import JUMPS, Level, sets_of
from calf_tui.core.routines.routine_step_levels import level_of_step
from calf_tui.core.text import formatting

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from calf_tui.core.coach.dose import MoveDose
    from calf_tui.core.coach.proposal.proposal import LeftOut, Proposal
    from calf_tui.core.coach.rules.rule import Reason
    from calf_tui.core.routines.routine import Routine, Step

CHANGE_WORDS = {"up": "more", "hold": "as before", "down": "easier", "first": "new"}
NOT_DONE = "not done yet"
CHANGE_SIGNS = {"up": "↑", "hold": " ", "down": "↓", "first": " "}
SHORT_FORMS = {"towel": " slowly", "article": " slowest"}
"""The forms of moves whose name says nothing of it, for a narrow list."""
URGENT = ("doctor-first", "see-physio")
"""The rules whose notices come before all reasons."""
OTHER_DAYS = ("day-off", "other-day")
"""The rules of a day that is not one of the runner's."""
DOWN_FOR_PAIN = frozenset(("down-pain", "down-morning", "down-gone"))
"""The rules by which a move becomes easier because it hurt."""
INCREASES = ("up-effort", "up-bonus")
"""The rules whose reasons begin with what is added."""
ENOUGH = ("rest-day", "done-today", "stopped-today", "race-rest")
"""The rules by which the session is for who wants one, and rest is as good."""


class ReasonGroup(NamedTuple):
    """A heading and the reasons below it."""

    heading: str
    reasons: tuple[Reason, ...]


def is_rest_enough(proposal: Proposal) -> bool:
    """Whether rest is proposed, and a session, if there is one, is for who wants more."""
    rules = [each.rule for each in proposal.reasons]
    is_run_asked_for = proposal.day_type in ("before-run", "after-run")
    return rules[0] in ENOUGH or ("done-today" in rules and not is_run_asked_for)


def headline(proposal: Proposal, session: Routine | None) -> str:
    """ "Strength, 24 min", "Rest today, or After a run, 9 min"; `session` may have been changed."""
    first = proposal.reasons[0]
    if first.rule == "in-progress":
        return f"{first.values[0]} is in progress"
    if session is None:
        return "Rest today"
    what = f"{session.name}, {formatting.length(session)}"
    return f"Rest today, or {what}" if is_rest_enough(proposal) else what


def sentence(proposal: Proposal, session: Routine | None) -> str:
    """ "Strength, 24 min · last done Tuesday; jumps rest until tomorrow"."""
    return " · ".join(
        filter(None, (headline(proposal, session), proposal_details(proposal, session)))
    )


def proposal_details(
    proposal: Proposal, session: Routine | None, *, with_jumps: bool = True
) -> str:
    """ "last done Tuesday; 24 min as written; jumps rest until tomorrow"; "" on a day of rest.

    The routine has another length as it is written, with other doses, and that is said.
    """
    if session is None:
        return ""
    today = proposal.as_of
    said = []
    if proposal.last_done is not None:
        said.append(f"last done {formatting.day_words(proposal.last_done, today)}")
    if proposal.full is not None:
        written = formatting.length(proposal.full)
        if written != formatting.length(session):
            said.append(f"{written} as written{_why_shorter(proposal, session)}")
    return "; ".join(filter(None, (*said, jumps_rest(proposal) if with_jumps else "")))


def jumps_rest(proposal: Proposal) -> str:
    """ "jumps rest until tomorrow"; "" where the session has its jumps, or has none anyway."""
    return "".join(
        f"jumps rest {until_words(each, proposal.as_of) or 'for now'}"
        for each in proposal.left_out_to_tell
        if each.exercise == JUMPS and _has_jumps(proposal)
    )


def _has_jumps(proposal: Proposal) -> bool:
    return proposal.full is not None and any(each.id == JUMPS for each in proposal.full.exercises)


def _why_shorter(proposal: Proposal, session: Routine) -> str:
    """ ", easier after pain"; "" where no move is easier than it was."""
    if proposal.full is None or proposal.is_short or session.seconds >= proposal.full.seconds:
        return ""
    rules = {
        reason.rule
        for each in proposal.session_doses
        if each.change == "down"
        for reason in each.reasons
    }
    if rules & DOWN_FOR_PAIN:
        return ", easier after pain"
    return ", easier for now" if rules else ""


def all_reasons(proposal: Proposal) -> str:
    """Returns all reasons in one line, the most important first."""
    return " ".join(each.text for each in (*day_reasons(proposal), *other_notices(proposal)))


def urgent_notices(proposal: Proposal) -> tuple[Reason, ...]:
    """What comes before all reasons."""
    return tuple(each for each in proposal.notices if each.rule in URGENT)


def other_notices(proposal: Proposal) -> tuple[Reason, ...]:
    """What else the runner should know."""
    return tuple(each for each in proposal.notices if each.rule not in URGENT)


def day_reasons(proposal: Proposal) -> tuple[Reason, ...]:
    """Urgent notices, then the reasons of the day, first why it is one of rest, and of jumps."""
    pain = [
        reason
        for each in proposal.left_out_to_tell
        for reason in each.reasons
        if reason.rule == "jumps-pain"
    ]
    of_day = list(proposal.reasons)
    if of_day[0].rule in ("after-run", "week-met") and is_rest_enough(proposal):
        of_day.sort(key=lambda each: each.rule not in ENOUGH)
    reasons = (*urgent_notices(proposal), *of_day, *pain)
    return tuple({each.text: each for each in reasons}.values())


def rules_to_name(proposal: Proposal) -> tuple[str, ...]:
    """The rules whose reasons stay where there is no room for all.

    What is urgent, that the day is not one of the runner's, and pain.
    """
    is_first_enough = is_rest_enough(proposal) or proposal.stop is not None
    return (*URGENT, *OTHER_DAYS, *([] if is_first_enough else ["jumps-pain"]))


def until_words(left_out: LeftOut, today: date) -> str:
    """ "until tomorrow", "until 18:20 today"; "" where nobody knows."""
    until = left_out.until
    if until is None:
        return ""
    return f"until {formatting.day_words(until.day, today) if until.at is None else until}"


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
    return formatting.capitalized(said)


def reason_beside_dose(reason: Reason) -> str:
    """The text of a reason below a dose, which has named the level already."""
    if reason.rule == "ladder-end":
        return "The last step there is: it stays."
    if reason.rule not in INCREASES or reason.text.startswith("+"):
        return reason.text
    _, _, said = reason.text.partition(": ")
    return formatting.capitalized(said)


def reason_groups(proposal: Proposal) -> list[ReasonGroup]:
    """Returns all reasons: of the session, of each of its moves, of the moves left out.

    Those of the session stand below it and have no heading, after urgent notices. Moves left out
    for the same reasons stand together, and what was said of the session is not said of them again.
    """
    found = [ReasonGroup("", (*urgent_notices(proposal), *proposal.reasons))]
    if not proposal.is_short:
        found += [
            ReasonGroup(
                f"{proposal.name_of(each.exercise, each.level.form)}. {dose_sentence(each)}",
                each.reasons,
            )
            for each in proposal.session_doses
        ]
    alike: dict[tuple[str, tuple[Reason, ...]], list[str]] = {}
    for each in proposal.left_out_to_tell:
        until = until_words(each, proposal.as_of)
        alike.setdefault((until, each.reasons), []).append(proposal.name_of(each.exercise))
    for (until, reasons), names in alike.items():
        more = tuple(each for each in reasons if each not in proposal.reasons)
        found.append(ReasonGroup(f"{', '.join(names)}: left out {until}".strip(), more))
    if more := other_notices(proposal):
        found.append(ReasonGroup("To know", more))
    return found


def mark_first_mentions(found: Iterable[ReasonGroup]) -> list[tuple[ReasonGroup, tuple[bool, ...]]]:
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
