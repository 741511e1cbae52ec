"""The two themes: what each colour stands for, in the dark and in the light."""

from textual.theme import Theme

DARK = Theme(
    name="calf-dark",
    primary="#7ee0b8",
    secondary="#8ab4ff",
    accent="#ffb454",
    warning="#ffb454",
    error="#ff7b72",
    success="#7ee0b8",
    foreground="#e8ecf1",
    background="#0f1318",
    surface="#171d24",
    panel="#232b35",
    dark=True,
    variables={
        "work": "#7ee0b8",
        "ready": "#ffb454",
        "rest": "#8ab4ff",
        "change": "#d7a6ff",
        "paused": "#b6c0cc",
        "quiet": "#9aa7b5",
        "track": "#2b3541",
        "block-cursor-background": "#7ee0b8",
        "block-cursor-foreground": "#0f1318",
        "block-cursor-text-style": "bold",
        "block-cursor-blurred-background": "#2b3541",
        "block-cursor-blurred-foreground": "#e8ecf1",
    },
)

LIGHT = Theme(
    name="calf-light",
    primary="#00694a",
    secondary="#1f4fb0",
    accent="#8a4b00",
    warning="#8a4b00",
    error="#b3261e",
    success="#00694a",
    foreground="#1a1f26",
    background="#f7f8f6",
    surface="#eceeea",
    panel="#dfe3dd",
    dark=False,
    variables={
        "work": "#00694a",
        "ready": "#8a4b00",
        "rest": "#1f4fb0",
        "change": "#7a2fa8",
        "paused": "#4b5563",
        "quiet": "#55606c",
        "track": "#cfd5cf",
        "block-cursor-background": "#00694a",
        "block-cursor-foreground": "#ffffff",
        "block-cursor-text-style": "bold",
        "block-cursor-blurred-background": "#d3d9d2",
        "block-cursor-blurred-foreground": "#1a1f26",
    },
)

VARIABLES = ("work", "ready", "rest", "change", "paused", "quiet", "track")
"""The colours of ours that a theme from elsewhere lacks; they then come from `fallback`."""


def fallback(theme: Theme) -> dict[str, str]:
    """Our own colours for any theme, by its brightness."""
    ours = DARK if theme.dark else LIGHT
    return {name: ours.variables[name] for name in VARIABLES}
