"""Questions before something is done: end a session, resume one, merge copies."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Literal

from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from calf_tui.core.records.session_summary_text import NOTHING_KEPT, cut_short_lines, kept_so_far
from calf_tui.core.text import formatting
from calf_tui.ui.keys.dialog_bindings import AGAIN_OFFER, END_GUARD, MERGE_OFFER, RESUME_OFFER
from calf_tui.ui.widgets.key_hints import KeyHints
from calf_tui.ui.widgets.screen_size import NewestSize

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.app import ComposeResult
    from textual.binding import BindingType

    from calf_tui.core.routines.routine import Routine
    from calf_tui.core.session.interrupted_session import InterruptedSession
    from calf_tui.core.session.state import Session


Answer = Literal["go_on", "keep", "discard"]

MOST_NAMED = 2


class ResumeOffer(NewestSize, ModalScreen[Answer]):
    """Asks whether to resume, end or discard the session; every key is an answer."""

    CSS_PATH = "dialog.tcss"
    BINDINGS: ClassVar[list[BindingType]] = RESUME_OFFER

    def __init__(self, cut: InterruptedSession) -> None:
        super().__init__()
        self._cut = cut

    def compose(self) -> ComposeResult:
        """Yields how far the session came, the next set, and the keys."""
        done, following = cut_short_lines(self._cut)
        with Vertical(id="dialog"):
            yield Static("Your last session was cut short", classes="title")
            yield Static(Content(done))
            yield Static(Content(following))
            yield KeyHints()

    def action_answer(self, answer: Answer) -> None:
        """Closes the dialog with an answer."""
        self.dismiss(answer)


class AgainOffer(NewestSize, ModalScreen[bool]):
    """Asks whether to train a routine again; the result is the answer."""

    CSS_PATH = "dialog.tcss"
    BINDINGS: ClassVar[list[BindingType]] = AGAIN_OFFER

    def __init__(self, routine: Routine) -> None:
        super().__init__()
        self._routine = routine

    def compose(self) -> ComposeResult:
        """Yields the question, what happens then, and the keys."""
        length = formatting.length_in_words(self._routine)
        with Vertical(id="dialog"):
            yield Static(f"Train {self._routine.name} again now?", classes="title", markup=False)
            yield Static(f"It takes {length} and begins at once.")
            yield KeyHints()

    def action_answer(self, answer: bool) -> None:
        """Answers yes or no."""
        self.dismiss(answer)


class MergeOffer(NewestSize, ModalScreen[bool]):
    """Lists the copies and asks whether to merge them; the result is the answer."""

    CSS_PATH = "dialog.tcss"
    BINDINGS: ClassVar[list[BindingType]] = MERGE_OFFER

    def __init__(self, names: Sequence[str]) -> None:
        super().__init__()
        self._names = names

    def compose(self) -> ComposeResult:
        """Yields the copies, what merging does, and the keys."""
        named = list(self._names[:MOST_NAMED])
        if self._names[MOST_NAMED:]:
            named.append(f"and {len(self._names) - MOST_NAMED} more")
        with Vertical(id="dialog"):
            copies = "the copy" if len(self._names) == 1 else f"{len(self._names)} copies"
            yield Static(f"Merge {copies} of your records?", classes="title")
            yield Static(Content("\n".join(named)), id="copies")
            yield Static(
                "Every session stays; where two versions differ, the later wins. "
                "The copies are kept aside."
            )
            yield KeyHints()

    def action_answer(self, answer: bool) -> None:
        """Answers yes or no."""
        self.dismiss(answer)


class EndConfirmation(NewestSize, ModalScreen[bool]):
    """Asks whether to end the session; the result is the answer."""

    CSS_PATH = "dialog.tcss"
    BINDINGS: ClassVar[list[BindingType]] = END_GUARD

    def __init__(self, session: Session, now: float) -> None:
        super().__init__()
        self._kept = kept_so_far(session, now)
        self._is_kept = self._kept != NOTHING_KEPT

    def compose(self) -> ComposeResult:
        """Yields the question, what is saved, and the keys."""
        with Vertical(id="dialog"):
            yield Static("End the session here?", classes="title")
            yield Static(self._kept)
            yield KeyHints(named=self._meaning_of)

    def _meaning_of(self, action: str) -> str:
        return "end" if action == "end" and not self._is_kept else ""

    def action_end(self) -> None:
        """Answers yes."""
        self.dismiss(True)  # noqa: FBT003

    def action_go_on(self) -> None:
        """Answers no."""
        self.dismiss(False)  # noqa: FBT003
