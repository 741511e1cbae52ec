"""The themes, the rules of look, and the sizes at which screens change their shape.

Colour. Each means one thing, on every screen:
    $work       what trains, is right or was done; the only green
    $ready      what is about to begin, is short of its plan or calls for attention
    $rest       rest, a pause, a week that is frozen, and the question about the morning
    $change     the change to another move
    $error      pain, a mistake, a fault
    $quiet      what stands back: titles of panes, keys, times, what was left out
    $track      lines and grounds: borders, bars that are not full, days to come
    $ink        the words on a ground of one of the first four
    $block-cursor-background with -foreground
                what is chosen: the line under the cursor, the open tab, the pane with the cursor.
                It is the colour of text reversed, so that it is none of the above.
    $block-cursor-blurred-background
                what was chosen in a list that has not the cursor
In a chart, the first line is $work, the second $foreground, the third $quiet, each in a stroke of
its own.
No colour is the only sign of anything: each has a shape, a word or a place as well.

Emphasis. Bold is what to read first, and the key of a hint; reverse is what is chosen; underline is
today. Nothing blinks, nothing is italic.

Spacing. Two columns at either side of a screen, one on a low or narrow one; an empty row between
parts, none on a low screen; panes with a border touch one another.

Room. Text to read is at most 72 columns wide; what is wider stands in columns. From 160 columns on
a list has beside it what is chosen in it; from 36 rows on, what sums the page up stands in a pane
across its whole width, at the bottom. A page without records says what will be here and which key
begins, above a sample in a pane of its own, which is named as one and answers to no key.

Borders. Panes are `round $track` with their title in the line; the pane with the cursor has the
colour of what is chosen, as have dialogs; about pain they are `round $error`. On low screens panes
have none.

Notices. They have rows of their own at the edge of the screen, and cover nothing: at the bottom,
or in a session at the top, because the keys it is led by are at the bottom. What holds for long is
a line above the keys.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.theme import BUILTIN_THEMES, Theme

if TYPE_CHECKING:
    from collections.abc import Mapping


DARK = Theme(
    name="calf-dark",
    primary="#4df0a4",
    secondary="#3f9bff",
    accent="#ffa31f",
    warning="#ffa31f",
    error="#ff7b72",
    success="#4df0a4",
    foreground="#e8ecf1",
    background="#0f1318",
    surface="#171d24",
    panel="#232b35",
    dark=True,
    variables={
        "work": "#4df0a4",
        "ready": "#ffa31f",
        "rest": "#3f9bff",
        "change": "#f0caff",
        "paused": "#8b939d",
        "quiet": "#9aa7b5",
        "track": "#2b3541",
        "ink": "#0f1318",
        "block-cursor-background": "#e8ecf1",
        "block-cursor-foreground": "#0f1318",
        "block-cursor-text-style": "bold",
        "block-cursor-blurred-background": "#2b3541",
        "block-cursor-blurred-foreground": "#e8ecf1",
    },
)

LIGHT = Theme(
    name="calf-light",
    primary="#007a4d",
    secondary="#1238e8",
    accent="#a84300",
    warning="#a84300",
    error="#b3261e",
    success="#007a4d",
    foreground="#1a1f26",
    background="#f7f8f6",
    surface="#eceeea",
    panel="#dfe3dd",
    dark=False,
    variables={
        "work": "#007a4d",
        "ready": "#a84300",
        "rest": "#1238e8",
        "change": "#6b1f86",
        "paused": "#23282f",
        "quiet": "#55606c",
        "track": "#cfd5cf",
        "ink": "#f7f8f6",
        "block-cursor-background": "#1a1f26",
        "block-cursor-foreground": "#ffffff",
        "block-cursor-text-style": "bold",
        "block-cursor-blurred-background": "#d3d9d2",
        "block-cursor-blurred-foreground": "#1a1f26",
    },
)

CONTRAST = Theme(
    name="calf-contrast",
    primary="#5cffb0",
    secondary="#7cb8ff",
    accent="#ffc043",
    warning="#ffc043",
    error="#ff9c94",
    success="#5cffb0",
    foreground="#ffffff",
    background="#000000",
    surface="#000000",
    panel="#1c1c1c",
    dark=True,
    variables={
        "work": "#5cffb0",
        "ready": "#ffb000",
        "rest": "#4f9dff",
        "change": "#ffd0ff",
        "paused": "#a8a8a8",
        "quiet": "#b0b0b0",
        "track": "#5a5a5a",
        "ink": "#000000",
        "block-cursor-background": "#ffffff",
        "block-cursor-foreground": "#000000",
        "block-cursor-text-style": "bold",
        "block-cursor-blurred-background": "#4a4a4a",
        "block-cursor-blurred-foreground": "#ffffff",
    },
)

SIXTEEN = Theme(
    name="calf-sixteen",
    ansi=True,
    primary="ansi_green",
    secondary="ansi_cyan",
    accent="ansi_yellow",
    warning="ansi_yellow",
    error="ansi_red",
    success="ansi_green",
    foreground="ansi_default",
    background="ansi_default",
    surface="ansi_default",
    panel="ansi_default",
    boost="ansi_default",
    dark=True,
    variables={
        **BUILTIN_THEMES["ansi-dark"].variables,
        "work": "ansi_green",
        "ready": "ansi_yellow",
        "rest": "ansi_cyan",
        "change": "ansi_magenta",
        "paused": "ansi_default",
        "quiet": "ansi_default",
        "track": "ansi_bright_black",
        "ink": "ansi_black",
        "block-cursor-background": "ansi_blue",
        "block-cursor-foreground": "ansi_bright_white",
        "block-cursor-text-style": "bold",
        "block-cursor-blurred-background": "ansi_bright_black",
        "block-cursor-blurred-foreground": "ansi_bright_white",
    },
)
"""The terminal's own colours, so that they are as the runner has set them there."""

THEMES_BY_SETTING = {"dark": DARK, "light": LIGHT, "contrast": CONTRAST, "sixteen": SIXTEEN}
"""By what the settings call them."""
LIGHT_BACKGROUNDS = {"7", *map(str, range(9, 16))}
THEMES_BY_NAME = {each.name: each for each in THEMES_BY_SETTING.values()}
"""Our themes by name."""

VARIABLES = ("work", "ready", "rest", "change", "paused", "quiet", "track", "ink")
"""Our colours that other themes lack; `fallback_colours` provides them."""

WIDTHS = [(0, "-narrow"), (70, "-wide"), (110, "-broad")]
"""The classes by the least columns."""
VAST_WIDTHS = [*WIDTHS, (160, "-vast")]
"""The same for screens that have one more column there; `-vast` has no `-broad` beside it."""
HIGH = 20
HEIGHTS = [(0, "-low"), (HIGH, "-high"), (36, "-tall")]
"""The classes by the least rows."""


def fallback_colours(theme: Theme) -> dict[str, str]:
    """Returns our colours for another theme, depending on its brightness."""
    ours = DARK if theme.dark else LIGHT
    return {name: ours.variables[name] for name in VARIABLES}


def theme_name(environment: Mapping[str, str], chosen: str = "auto") -> str:
    """Returns the first theme, from Textual's variable, the setting, or the terminal's colours."""
    if name := environment.get("TEXTUAL_THEME"):
        return name
    if chosen in THEMES_BY_SETTING:
        return THEMES_BY_SETTING[chosen].name
    return (LIGHT if _has_light_background(environment) else DARK).name


def usable_theme(name: str, available: Mapping[str, Theme], *, no_color: bool) -> str:
    """Returns the name, or one of ours if it is unknown or its text could not be read."""
    theme = available.get(name)
    if theme is None:
        return DARK.name
    if theme.ansi and no_color:
        return (DARK if theme.dark else LIGHT).name
    return name


def _has_light_background(environment: Mapping[str, str]) -> bool:
    """Returns whether COLORFGBG, which many terminals set, ends with a light colour."""
    background = environment.get("COLORFGBG", "").rpartition(";")[2]
    return background in LIGHT_BACKGROUNDS
