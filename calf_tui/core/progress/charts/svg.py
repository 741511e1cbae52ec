"""The elements of the SVG charts; a chart refers to no other file."""

from __future__ import annotations

from typing import TYPE_CHECKING
from xml.sax.saxutils import escape

if TYPE_CHECKING:
    from collections.abc import Iterable

INK, QUIET, FAINT = "#1a1f26", "#55606c", "#dfe3dd"
WORK, REST, READY, STOPPED = "#00694a", "#1f4fb0", "#b35c00", "#b3261e"


def drawing(title: str, below: str, width: float, height: float, parts: Iterable[str]) -> str:
    """Returns the text of an SVG file: the title, a line below it, then the parts."""
    size = f'width="{width:g}" height="{height:g}" viewBox="0 0 {width:g} {height:g}"'
    head = f'<svg xmlns="http://www.w3.org/2000/svg" {size} font-family="sans-serif"'
    lines = [
        f'{head} font-size="13" fill="{INK}">',
        f"<title>{escape(title)}</title>",
        f'<rect width="{width:g}" height="{height:g}" fill="#ffffff"/>',
        text(60, 28, title, 'font-size="18" font-weight="bold"'),
        text(60, 48, below, f'fill="{QUIET}"'),
        *parts,
        "</svg>",
    ]
    return "\n".join([*lines, ""])


def text(x: float, y: float, words: str, style: str = "") -> str:
    """Returns a text element that begins at x, y unless the style sets another anchor."""
    return f'<text x="{x:g}" y="{y:g}" {style}>{escape(words)}</text>'


def line(x: float, y: float, to_x: float, to_y: float, style: str) -> str:
    """Returns a straight line."""
    return f'<line x1="{x:g}" y1="{y:g}" x2="{to_x:g}" y2="{to_y:g}" {style}/>'


def box(x: float, y: float, width: float, height: float, style: str) -> str:
    """Returns a rectangle."""
    return f'<rect x="{x:g}" y="{y:g}" width="{width:g}" height="{height:g}" {style}/>'
