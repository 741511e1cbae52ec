"""The screens to read: the help, the reasons of a proposal, and the sources of all rules."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, ClassVar

from textual.containers import Container, Horizontal, Vertical
from textual.content import Content
from textual.screen import Screen
from textual.widgets import Static

from calf_tui.core.coach.introduction import (
    PARTINGS,
    PARTINGS_TITLE,
    WHAT_CHANGES,
    WHAT_CHANGES_TITLE,
)
from calf_tui.core.coach.introduction import WHY as WHY_CALVES
from calf_tui.core.coach.pain_monitoring import DISCLAIMER
from calf_tui.core.coach.proposal.proposal_text import (
    dose_sentence,
    first_told,
    named_level_words,
    reason_beside_dose,
    sentence,
    whole_why,
)
from calf_tui.core.coach.proposal.step_levels import level_of_step
from calf_tui.core.coach.rules import evidence
from calf_tui.ui.keys.bindings import EVIDENCE, HELP, WHY
from calf_tui.ui.theme import VAST_WIDTHS
from calf_tui.ui.widgets.key_hints import KeyHints
from calf_tui.ui.widgets.screen_size import NewestSize, ScrollPane

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from textual.app import ComposeResult
    from textual.binding import BindingType
    from textual.visual import VisualType
    from textual.widget import Widget

    from calf_tui.core.coach.proposal.proposal import Proposal
    from calf_tui.core.coach.rules.rule import Rule
    from calf_tui.core.routines.routine import Step
    from calf_tui.ui.keys.active_keys import ActiveKey


YOU_DECIDE = f"You decide. {DISCLAIMER}"
POSSIBLE = "You decide: every routine of the list can be started all the same."
ONCE_GONE = "Once it is gone or was checked, say so with the key below."
ONCE_CHECKED = "Once a professional has checked it, say so with the key below."


def why_content(proposal: Proposal) -> Content:
    """Returns all reasons; each rule stands once, with its label and source.

    Of the session first the reasons and what would change it, then the rules.
    """
    lines = [Content.styled(sentence(proposal, proposal.session), "bold")]
    for each, is_first in first_told(whole_why(proposal)):
        is_of_session = not each.heading
        lines += [] if is_of_session else [Content(""), Content.styled(each.heading, "bold")]
        rules: list[Content] = []
        for reason, first in zip(each.reasons, is_first, strict=True):
            lines.append(Content(reason_beside_dose(reason)))
            (rules if is_of_session else lines).extend(rule_lines(reason.by) if first else ())
        if is_of_session:
            lines += [Content(""), Content.styled(WHAT_CHANGES_TITLE, "bold")]
            lines += [*map(Content, WHAT_CHANGES), Content(""), *rules]
    return Content("\n").join([*lines, Content(""), Content(YOU_DECIDE)])


def evidence_content(rules: Iterable[Rule]) -> Content:
    """Returns where sources disagree with the article, and each rule with its label and source."""
    lines = [Content.styled(PARTINGS_TITLE, "bold"), *map(Content, PARTINGS), Content("")]
    lines.append(Content.styled("The rules of the coach", "bold"))
    for each in rules:
        lines += [Content.styled(f"{each.id} [{each.label}]", "bold"), Content(each.text)]
        lines += [Content.styled(each.source, "$quiet"), Content("")]
    return Content("\n").join([*lines, Content(YOU_DECIDE)])


def rule_lines(rule: Rule) -> list[Content]:
    """Returns a rule and its source, in a muted colour."""
    return [
        Content.styled(f"Rule {rule.id} [{rule.label}]: {rule.text}", "$quiet"),
        Content.styled(rule.source, "$quiet"),
    ]


def dose_content(proposal: Proposal, step: Step) -> Content:
    """Returns the dose of a move with its reasons, a line for each leg if they differ.

    First what the runner changed, if anything.
    """
    changed = _changed(proposal, step)
    lines = [Content.styled(changed, "bold")] if changed else []
    if proposal.is_short:
        return Content("\n").join(lines)
    for each in proposal.doses_of(step.exercise.id):
        reasons = " ".join(map(reason_beside_dose, each.reasons))
        lines.append(Content.assemble((dose_sentence(each), "bold"), f". {reasons}"))
    return Content("\n").join(lines)


def _changed(proposal: Proposal, step: Step) -> str:
    """ "Changed by you to 3 × 15 s. Proposed was:"; "" for a step as it was proposed."""
    level = level_of_step(step)
    if level is None or proposal.session is None or step in proposal.session.steps:
        return ""
    words = named_level_words(step.exercise.id, level, step.sets)
    return f"Changed by you to {words}. Proposed was:"


def possible_content(proposal: Proposal) -> Content:
    """Returns what can be done on a day of rest; its reasons stand above."""
    stop = proposal.stop
    ways = [] if stop is None else [ONCE_CHECKED if stop.needs_check else ONCE_GONE]
    return Content("\n\n").join(map(Content, [*ways, POSSIBLE]))


class ReadingScreen(NewestSize, Screen[None]):
    """Shows a title and a text that scrolls."""

    CSS_PATH = "why_screen.tcss"
    AUTO_FOCUS = ""

    def __init__(self, title: str, *parts: Widget) -> None:
        super().__init__()
        self._heading = title
        self._parts = parts

    def compose(self) -> ComposeResult:
        """Yields the title, the text, and the keys."""
        yield Static(self._heading, id="title")
        yield ScrollPane(*self._parts, id="text")
        yield KeyHints(fewest_rows=1)

    def action_evidence(self) -> None:
        """Opens the screen with all rules of the coach."""
        self.app.push_screen(EvidenceScreen())

    def action_back(self) -> None:
        """Closes the screen."""
        self.dismiss()


class EvidenceScreen(ReadingScreen):
    """Shows every rule of the coach with its label and source."""

    BINDINGS: ClassVar[list[BindingType]] = EVIDENCE

    def __init__(self) -> None:
        super().__init__("Evidence", Static(evidence_content(evidence())))


class WhyScreen(ReadingScreen):
    """Shows the reasons of a proposal."""

    BINDINGS: ClassVar[list[BindingType]] = WHY

    def __init__(self, proposal: Proposal) -> None:
        super().__init__("Why", Static(why_content(proposal)))


class HelpScreen(ReadingScreen):
    """Lists keys by group; scrolls if they do not fit."""

    CSS_PATH = "help_screen.tcss"
    BINDINGS: ClassVar[list[BindingType]] = HELP
    HORIZONTAL_BREAKPOINTS = VAST_WIDTHS

    def __init__(self, rows: Sequence[ActiveKey], signs: Sequence[VisualType] = ()) -> None:
        super().__init__("Keys", *_help_parts(rows, signs))
        self.rows = rows


def _help_parts(rows: Sequence[ActiveKey], signs: Sequence[VisualType]) -> Iterator[Widget]:
    """Yields the groups of keys, then the signs and the reasons to train; each half is a column."""
    yield Container(Vertical(*_key_rows(rows)), Vertical(*_signs_and_reasons(signs)), id="columns")


def _key_rows(rows: Sequence[ActiveKey]) -> Iterator[Widget]:
    for group, of_group in groupby(rows, key=lambda row: row.group):
        yield Static(group, classes="group")
        for each in of_group:
            key = Static(Content(each.keys), classes="key")
            yield Horizontal(key, Static(Content(each.meaning), classes="meaning"), classes="row")


def _signs_and_reasons(signs: Sequence[VisualType]) -> Iterator[Widget]:
    for sign in signs:
        yield Static("Signs", classes="group")
        yield Static(sign)
    yield Static("Why calves", classes="group")
    for reason in (*WHY_CALVES, DISCLAIMER):
        yield Static(Content(reason))
