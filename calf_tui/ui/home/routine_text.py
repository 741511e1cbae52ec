"""The texts about a routine, its moves and the proposal on the first screen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content

from calf_tui.core.text import formatting

if TYPE_CHECKING:
    from collections.abc import Sequence

    from calf_tui.core.coach.proposal.proposal import Proposal
    from calf_tui.core.routines.routine import Routine, Step


BARS = "▂▃▄▅▆▇"
"""A move in the strip of a routine, from the shortest to the longest of them."""
STRIP = 6
"""The moves that the strip of a routine shows; the last of more stands for all that follow."""
ROOMY = 42
"""The columns of a line from which there are gaps between the bars of a strip."""
LONGEST_IN_HINT = 24
"""The most columns of a routine's name in the hint of a key."""
LENGTH, LAST, NAME = 8, 6, 12
"""The columns of a routine's length and last day, and the fewest of its name."""


def routine_line(routine: Routine, width: int, last: str = "") -> str:
    """Returns name, length, moves as a strip and last day of a routine, as far as they fit."""
    gap = " " * (width >= ROOMY)
    strip = f"{gap.join(strip_of(routine)):<{STRIP + len(gap) * (STRIP - 1)}}"
    columns = [f"{formatting.length(routine):>{LENGTH}}"]
    for each in (strip, f"{last:>{LAST}}"):
        if sum(len(column) + 1 for column in (*columns, each)) + NAME <= width:
            columns.append(each)
    room = max(1, width - sum(len(each) + 1 for each in columns))
    return " ".join((f"{formatting.cut(routine.name, room):<{room}}", *columns))


def strip_of(routine: Routine) -> str:
    """Returns a bar for each move of a routine, up to `STRIP`, as high as it is long."""
    lengths = list(routine.seconds_by_step)
    if len(lengths) > STRIP:
        lengths = [*lengths[: STRIP - 1], max(lengths[STRIP - 1 :])]
    longest = max(lengths) or 1.0
    steps = len(BARS) - 1
    return "".join(BARS[round(steps * each / longest)] for each in lengths)


def faults_in_short(faults: Sequence[str], *, is_low: bool) -> Content:
    """Returns the first fault, in full where there is room, and where the others are named."""
    if not faults:
        return Content("")
    first, *others = faults
    if not others:
        return Content(first)
    place = first.partition(": ")[0]
    if is_low and place != first:
        first = f"A fault in {place}."
    them = "it" if len(others) == 1 else "them"
    gap = " " if is_low else "\n"
    return Content(f"{first}{gap}{len(others)} more: calf-tui doctor names {them}.")


def about_routine(routine: Routine, *, is_proposed: bool = False) -> Content:
    """Returns name, purpose, length and equipment of a routine, or of a session proposed."""
    name = f"{routine.name}, as proposed" if is_proposed else routine.name
    kit = ", ".join(routine.kit) or "no kit"
    moves = formatting.count(len(routine.steps), "move")
    facts = f"{formatting.length(routine)} · {moves} · {kit}"
    lines = [Content.styled(name, "bold"), Content(routine.description), Content(facts)]
    return Content("\n").join(line for line in lines if line.plain)


def move_lines(routine: Routine) -> list[str]:
    """Returns a line for each step: its move and dose, with a bracket along a round."""
    names = [
        f"{bracket}{step.exercise.name}"
        for block in routine.blocks
        for bracket, step in zip(_brackets(block), block, strict=True)
    ]
    width = max(map(len, names))
    doses = map(formatting.short_dose, routine.steps)
    return [f"{name:<{width}} {dose}" for name, dose in zip(names, doses, strict=True)]


def _brackets(block: Sequence[Step]) -> list[str]:
    if block[0].round is None:
        return [""]
    return ["╶ "] if len(block) == 1 else ["┌ ", *["│ "] * (len(block) - 2), "└ "]


def move_details(step: Step) -> Content:
    """Returns the full dose of a step, its instructions, cues and mistakes."""
    from calf_tui.core.text import spoken_numbers  # after the first frame

    exercise = step.exercise
    name = f"{exercise.name} ({exercise.also})" if exercise.also else exercise.name
    rest = f"rest {formatting.seconds(step.rest)}"
    if step.round is not None:
        rest = f"{formatting.seconds(step.round.rest)} between rounds"
    facts = [formatting.dose(step), formatting.load(step), rest]
    if step.tempo is not None:
        facts.append(formatting.tempo(step.tempo, exercise))
    lines = [Content.styled(name, "bold"), Content(" · ".join(fact for fact in facts if fact))]
    lines += [
        Content.assemble((f"{number}. ", "$quiet"), each)
        for number, each in enumerate(spoken_numbers.instructions(step), start=1)
    ]
    lines += [Content.assemble(("• ", "$work"), cue) for cue in exercise.cues]
    lines += [Content.assemble(("× ", "$error"), mistake) for mistake in exercise.mistakes]
    lines += _paragraph("Easier", "bold", exercise.easier)
    lines += _paragraph("Harder", "bold", exercise.harder)
    for title, text in formatting.background(exercise):
        lines += _paragraph(title, "$quiet", (text,))
    return Content("\n").join(lines)


def _paragraph(title: str, colour: str, texts: Sequence[str]) -> list[Content]:
    """Returns a paragraph with a title; nothing if there are no texts."""
    if not texts:
        return []
    return [Content.assemble("\n", (f"{title}: ", colour), "; ".join(texts))]


def start_of_proposed(proposal: Proposal | None, session: Routine | None) -> str:
    """Returns what the key that starts does on the proposal; "" where its usual hint is right."""
    if proposal is None:
        return ""
    if session is None:
        return "choose one"
    from calf_tui.core.coach.proposal.proposal_text import is_rest_enough

    return f"start {session.name}" if is_rest_enough(proposal) else ""


def start_of_entered(routine: Routine) -> str:
    """Returns the same on the moves of a routine, which it names if there is room."""
    return f"start {routine.name}" if len(routine.name) <= LONGEST_IN_HINT else ""


def jumps_rest(proposal: Proposal) -> str:
    """ "Jumps rest until tomorrow."; "" where they do not, or a reason of the day says so."""
    from calf_tui.core.coach.proposal import proposal_text

    if any(each.rule == "jumps-pain" for each in proposal_text.day_reasons(proposal)):
        return ""
    return as_sentence(proposal_text.jumps_rest(proposal))


def as_sentence(clause: str) -> str:
    """ "last done Tuesday" as "Last done Tuesday."; "" stays."""
    return f"{formatting.capitalized(clause)}." if clause else ""


def about_proposed(proposal: Proposal | None, session: Routine | None) -> Content:
    """Returns the description of the session proposed; on a day of rest what can be done."""
    if proposal is None:
        return Content("")
    if session is not None:
        return about_routine(session, is_proposed=True)
    from calf_tui.ui.dialogs.text_screens import possible_content

    return possible_content(proposal)


def proposed_details(proposal: Proposal | None, step: Step | None, *, is_told: bool) -> Content:
    """Returns the reasons for a dose and how the move is done, or why a day is one of rest."""
    if proposal is None or (step is None and is_told):
        return Content("")
    if step is None:
        from calf_tui.core.coach.proposal.proposal_text import all_reasons

        return Content(all_reasons(proposal))
    from calf_tui.ui.dialogs.text_screens import dose_content

    said = dose_content(proposal, step)
    return Content("\n\n").join([said, move_details(step)]) if said.plain else move_details(step)
