"""Draws of a change on the screen only the cells that it covers, and a style only if it changes.

Textual draws every widget between the first change and the last, and crops what it writes on the
right alone, so that a change at the end of a long row costs the whole row: with large letters and
figures, most of what goes to the terminal. It also ends each style with the piece of text that has
it, and says all of the next.
"""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import chain, islice
from operator import itemgetter
from typing import TYPE_CHECKING

from rich.control import Control
from textual._compositor import ChopsUpdate, Compositor
from textual.geometry import Region
from textual.widget import Widget

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from rich.console import Console, RenderableType
    from textual.strip import Strip

STYLES = re.compile(r"\x1b\[0m(\x1b\[[\d;]+[HG])?\x1b\[(?!0m)([\d;]+)m|\x1b\[([\d;]+)m")
"""The end of a style with the beginning of the next, maybe elsewhere; or the one or the other."""
OWN_TEXT, OWN_GROUND = "38", "48"
"""The codes of the colours of text and ground that are followed by a number, or by three."""


class CroppedUpdate(ChopsUpdate):
    """An update of spans of rows, cropped on both sides."""

    def render_segments(self, console: Console) -> str:
        """Returns the update as text for the terminal."""
        sequences: list[str] = []
        row, at = -1, -1
        for y, first, last in self.spans:
            row, at = y, at if y == row else -1
            for end, (x, strip) in zip(self.chop_ends[y], self.chops[y].items(), strict=False):
                left, right = max(x, first), min(end, last)
                if strip is None or left >= right:
                    continue
                if at < 0:
                    sequences.append(Control.move_to(left, y).segment.text)
                elif left != at:
                    sequences.append(f"\x1b[{left + 1}G")  # to this column
                sequences.append(strip.crop(left - x, right - x).render(console))
                at = right
        return _with_fewest_styles("".join(sequences))


class BareWidget(Widget):
    """A widget whose lines are all that is seen of it where it has no border and no padding.

    It has neither outline, tint, hatch nor opacity, for which Textual would look at every change.
    """

    def bare_lines(self, rows: Iterable[int]) -> dict[int, Strip]:
        """Returns these rows as they are seen."""
        _, background = self.background_colors
        filters = self.get_line_filters()
        lines = {}
        for y in rows:
            line = self.render_line(y)
            for each in filters:
                line = line.apply_filter(each, background)
            lines[y] = line
        return lines


class PartialRedrawCompositor(Compositor):
    """A compositor that draws of a change only what is seen: no widget behind, no row between."""

    def render_partial_update(self) -> ChopsUpdate | None:
        """Returns the update of what has changed; None if nothing has."""
        changed: dict[Widget, list[Region]] = {}
        for each in self._dirty_regions:
            for widget, part in self._seen_in(each):
                changed.setdefault(widget, []).append(part)
        self._dirty_regions.clear()
        if not changed:
            return None
        drawn = (self._drawn(widget, parts) for widget, parts in changed.items())
        pieces = sorted(chain.from_iterable(drawn), key=itemgetter(0, 1))
        rows = pieces[-1][0] + 1
        chops: list[dict[int, Strip | None]] = [{} for _ in range(rows)]
        ends: list[list[int]] = [[] for _ in range(rows)]
        for y, first, last, strip in pieces:
            chops[y][first] = strip
            ends[y].append(last)
        return ChopsUpdate(chops, [piece[:3] for piece in pieces], ends)

    def _seen_in(self, changed: Region) -> Iterator[tuple[Widget, Region]]:
        """Yields each widget that is seen in a region, with each part that it is seen in."""
        left = [changed]
        for widget, (region, clip) in self.visible_widgets.items():  # those in front first
            behind: list[Region] = []
            for each in left:
                if part := each.intersection(region).intersection(clip):
                    yield widget, part
                    behind += _around(each, part)
                else:
                    behind.append(each)
            if not behind:
                return
            left = behind

    def _drawn(
        self, widget: Widget, changed: Sequence[Region]
    ) -> Iterator[tuple[int, int, int, Strip]]:
        """Yields row, first and last column, and cells of each part of a widget."""
        region, _ = self.visible_widgets[widget]
        spans = list(self._regions_to_spans(changed))
        if isinstance(widget, BareWidget) and widget.size == region.size:
            rows = widget.bare_lines({y - region.y for y, _, _ in spans})
        else:
            top, bottom = spans[0][0] - region.y, spans[-1][0] - region.y + 1
            lines = widget.render_lines(Region(0, top, region.width, bottom - top))
            rows = dict(enumerate(lines, top))
        for y, first, last in spans:
            yield y, first, last, rows[y - region.y].crop(first - region.x, last - region.x)


def _around(region: Region, part: Region) -> list[Region]:
    """Returns what is above, below and beside a part of a region."""
    x, y, width, _ = region
    sides = (
        Region(x, y, width, part.y - y),
        Region(x, part.bottom, width, region.bottom - part.bottom),
        Region(x, part.y, part.x - x, part.height),
        Region(part.right, part.y, region.right - part.right, part.height),
    )
    return [each for each in sides if each]


def cropped(update: RenderableType | None) -> RenderableType | None:
    """Returns an update of some cells cropped on both sides; any other as it is."""
    if type(update) is ChopsUpdate:
        return CroppedUpdate(update.chops, update.spans, update.chop_ends)
    return update


def _with_fewest_styles(sequences: str) -> str:
    """Returns the sequences with no more of each style than what the one before it has not."""
    present = ""

    def kept(match: re.Match[str]) -> str:
        nonlocal present
        move, following, alone = match.groups()
        if following is None:
            present = "" if alone == "0" else alone
            return match[0]
        before, present = present, following
        return f"{move or ''}{_change_of_style(before, following)}"

    return STYLES.sub(kept, sequences)


@lru_cache(maxsize=256)
def _change_of_style(before: str, after: str) -> str:
    """Returns the shortest sequence from one style to another; a style is that of a sequence."""
    old, new = _parts_of(before), _parts_of(after)
    ends = set(old) - set(new)
    if ends:
        return f"\x1b[0;{after}m"
    changed = ";".join(value for part, value in new.items() if old.get(part) != value)
    return f"\x1b[{changed}m" if changed else ""


def _parts_of(style: str) -> dict[str, str]:
    """Returns the codes of a style by what they set: the colours of text and ground, or a sign."""
    codes = iter(style.split(";") if style else ())
    parts = {}
    for code in codes:
        value = code
        if code in (OWN_TEXT, OWN_GROUND):
            kind = next(codes)
            value = ";".join((code, kind, *islice(codes, 3 if kind == "2" else 1)))
        text, ground = int(code) // 10 in (3, 9), int(code) // 10 in (4, 10)
        parts["text" if text else "ground" if ground else code] = value
    return parts
