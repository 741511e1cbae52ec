"""A list to choose from with the arrows, hjkl's j and k, or the mouse."""

from typing import ClassVar

from textual.binding import BindingType
from textual.widgets import OptionList

from calf_tui.ui.keys import CHOICES


class Choices(OptionList, inherit_bindings=False):
    """Textual's option list with our keys, so that the hints show what is bound."""

    BINDINGS: ClassVar[list[BindingType]] = CHOICES
    DEFAULT_CSS = """
    Choices { border: none; padding: 0; background: transparent; background-tint: transparent;
        height: auto; scrollbar-size-vertical: 1; text-wrap: nowrap; text-overflow: ellipsis;
        scrollbar-color: $track; scrollbar-background: $background;
        &:focus { border: none; background-tint: transparent; }
        & > .option-list--option { padding: 0 1; }
    }
    """
