"""The question whether to merge the conflict copies of a sync service."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from calf_tui.ui.keys.dialog_bindings import MERGE_OFFER
from calf_tui.ui.widgets.key_hints import KeyHints

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.app import ComposeResult
    from textual.binding import BindingType

MOST_NAMED = 2


class MergeOffer(ModalScreen[bool]):
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
