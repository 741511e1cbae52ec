"""The screens to read: the help, the reasons of a proposal, and the sources of all rules."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, Any

from textual.containers import Container, Horizontal, Vertical
from textual.content import Content
from textual.widgets import Static

from calf_tui.core.coach.introduction_texts import (
    DIFFERENCES_FROM_SOURCES,
    DIFFERENCES_TITLE,
    WHAT_CHANGES,
    WHAT_CHANGES_TITLE,
)
from calf_tui.core.coach.introduction_texts import WHY as WHY_CALVES
from calf_tui.core.coach.pain_monitoring import DISCLAIMER
from calf_tui.core.coach.proposal.proposal_text import (
    dose_sentence,
    mark_first_mentions,
    named_level_words,
    reason_beside_dose,
    reason_groups,
    sentence,
)
from calf_tui.core.coach.rules import evidence
from calf_tui.core.routines.routine_step_levels import level_of_step
from calf_tui.core.text.formatting import short_dose
from calf_tui.ui.figures.exercise_figures import MoveStrip, captioned_figure, has_room
from calf_tui.ui.keys.active_keys import ActiveKey, keys_on
from calf_tui.ui.keys.bindings import EVIDENCE, HELP, WHY
from calf_tui.ui.theme import HEIGHTS, VAST_WIDTHS
from calf_tui.ui.widgets.key_hints import KeyHints
from calf_tui.ui.widgets.screen_size import ScrollPane, SizedScreen
from calf_tui.ui.widgets.text_columns import TextColumns

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from textual.app import ComposeResult
    from textual.screen import Screen
    from textual.visual import VisualType
    from textual.widget import Widget

    from calf_tui.core.coach.proposal.proposal import Proposal
    from calf_tui.core.coach.rules.rule import Rule
    from calf_tui.core.routines.routine import Step


PLACES = (
    ("First screen", "your week, the session proposed for today, the routines and their moves"),
    ("Why", "the reasons of today's proposal, and from there the evidence for every rule"),
    ("Week", "the training days of every week against your target, and the streak"),
    ("Calendar", "every day, the brighter the more you did; a day opens with its sessions"),
    ("Trends", "load, repetitions, pain and heel-rise tests, week by week"),
    ("History", "every session with its sets; sessions are found, changed and added here"),
    ("Plan", "the weekly target, plans of weeks, pauses, sound, and what the coach knows of you"),
    ("Heel-rise test", "how often one leg lifts you; a test every few weeks shows the progress"),
)
"""The screens, and what is on them."""
GLOSSARY = (
    ("training day", "a day with two finished sets or more"),
    ("target", "the training days that you aim for in a week"),
    (
        "streak",
        "weeks in a row that met their target; a frozen week neither adds to it nor ends it",
    ),
    ("frozen week", "a week with a pause of training or a stop for pain"),
    ("dose", "the sets, repetitions or seconds, tempo and load of a move"),
    ("tempo", "the seconds of a repetition: up, at the top, down, at the bottom"),
    ("effort", "how hard a set was, from 1 (easy) to 10 (all out)"),
    ("pain", "0 is none, 10 the worst; above 5 the move ends"),
    ("deload", "a week with half of the sets and no jumps"),
)
"""The words of training that the screens use."""
TALLER_HEIGHTS = [*HEIGHTS, (52, "-towering")]
"""The classes by the least rows; the last has room for moves below reasons, and between keys."""
YOU_DECIDE = f"You decide. {DISCLAIMER}"
POSSIBLE = "You decide: every routine of the list can be started all the same."
ONCE_GONE = "Once it is gone or was checked, say so with the key below."
ONCE_CHECKED = "Once a professional has checked it, say so with the key below."


def why_paragraphs(proposal: Proposal) -> list[Content]:
    """Returns all reasons; each rule stands once, with its label and source.

    Of the session first the reasons and what would change it, then the rules.
    """
    paragraphs = [[Content.styled(sentence(proposal, proposal.session), "bold")]]
    for each, is_first in mark_first_mentions(reason_groups(proposal)):
        is_of_session = not each.heading
        if each.heading:
            paragraphs.append([Content.styled(each.heading, "bold")])
        rules: list[Content] = []
        for reason, first in zip(each.reasons, is_first, strict=True):
            paragraphs[-1].append(Content(reason_beside_dose(reason)))
            if first:
                (rules if is_of_session else paragraphs[-1]).extend(rule_lines(reason.by))
        if is_of_session:
            changes = [Content.styled(WHAT_CHANGES_TITLE, "bold"), *map(Content, WHAT_CHANGES)]
            paragraphs += [changes, rules] if rules else [changes]
    return [*map(_lines, paragraphs), Content(YOU_DECIDE)]


def evidence_paragraphs(rules: Iterable[Rule]) -> list[Content]:
    """Returns where sources disagree with the article, and each rule with its label and source."""
    first = [Content.styled(DIFFERENCES_TITLE, "bold"), *map(Content, DIFFERENCES_FROM_SOURCES)]
    title = [Content.styled("The rules of the coach", "bold")]
    paragraphs = [_lines(first)]
    for each in rules:
        rule = [Content.styled(f"{each.id} [{each.label}]", "bold"), Content(each.text)]
        paragraphs.append(_lines([*title, *rule, Content.styled(each.source, "$quiet")]))
        title = []
    return [*paragraphs, Content(YOU_DECIDE)]


def _lines(lines: Sequence[Content]) -> Content:
    return Content("\n").join(lines)


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


class ReadingScreen(SizedScreen[None]):
    """Shows a title and a text that scrolls."""

    CSS_PATH = "why_screen.tcss"
    AUTO_FOCUS = ""
    HORIZONTAL_BREAKPOINTS = VAST_WIDTHS
    VERTICAL_BREAKPOINTS = TALLER_HEIGHTS

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

    BINDINGS = EVIDENCE

    def __init__(self) -> None:
        super().__init__("Evidence", TextColumns(evidence_paragraphs(evidence())))


class WhyScreen(ReadingScreen):
    """Shows the reasons of a proposal."""

    BINDINGS = WHY

    def __init__(self, proposal: Proposal) -> None:
        super().__init__("Why", TextColumns(why_paragraphs(proposal)))
        self._session = proposal.session

    def compose(self) -> ComposeResult:
        """Yields the text, and the moves of the session proposed where there is room for them."""
        *text, keys = super().compose()
        yield from text
        if self._session is not None:
            yield MoveStrip()
        yield keys

    def on_resize(self) -> None:
        """Shows the moves where there is room for them."""
        if self._session is not None and has_room(self):
            moves = (
                captioned_figure(each, short_dose(each), self.app) for each in self._session.steps
            )
            self.query_one(MoveStrip).show_moves("Moves", moves)


def keys_as_hinted(screen: Screen[Any]) -> list[ActiveKey]:
    """Returns the same as `keys_on`, with the names of the screen's hints."""
    hints = next(iter(screen.query(KeyHints)), None)
    return keys_on(screen) if hints is None else keys_on(screen, hints.named)


class HelpScreen(ReadingScreen):
    """Lists keys by group; scrolls if they do not fit."""

    CSS_PATH = "help_screen.tcss"
    BINDINGS = HELP

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
            yield _row((each.keys, each.meaning))
    yield Static("Where to find what", classes="group")
    yield from map(_row, PLACES)


def _signs_and_reasons(signs: Sequence[VisualType]) -> Iterator[Widget]:
    for sign in signs:
        yield Static("Signs", classes="group")
        yield Static(sign)
    yield Static("Why calves", classes="group")
    for reason in (*WHY_CALVES, DISCLAIMER):
        yield Static(Content(reason))
    yield Static("Words", classes="group")
    yield from map(_row, GLOSSARY)


def _row(said: tuple[str, str]) -> Widget:
    name, meaning = (Static(Content(each)) for each in said)
    name.add_class("key")
    meaning.add_class("meaning")
    return Horizontal(name, meaning, classes="row")
