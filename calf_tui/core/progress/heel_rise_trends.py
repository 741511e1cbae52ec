"""The trends of the heel-rise test: repetitions of each leg, and the symmetry of the legs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from calf_tui.core.progress.trends import Line, Point, Trend, best_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from calf_tui.core.progress.progress_snapshot import ProgressSnapshot
    from calf_tui.core.records.session_record import HeelRiseTest

NOISE = 6
"""Repetitions by which a test differs from day to day [S66]."""
ALIKE = 90.0
"""Limb symmetry in percent below which a difference is mentioned."""
HALF_TO_ALL = (50.0, 100.0)
LIKELY_REAL = NOISE + 1


def heel_rise_trends(snapshot: ProgressSnapshot) -> Iterator[Trend]:
    """Yields the trend of each leg's repetitions, and that of the legs' symmetry."""
    tests = [each for each in snapshot.tests if each.local_date <= snapshot.today]
    lines = []
    for name in ("left", "right"):
        points = tuple(
            Point(each.local_date, getattr(each, name))
            for each in tests
            if getattr(each, name) is not None
        )
        if points:
            lines.append(Line(name, points, best_of(points)))
    if lines:
        yield Trend("Heel-rise test", "reps", tuple(lines), NOISE, note=_change(lines))
    points = tuple(
        Point(each.local_date, percent) for each in tests if (percent := symmetry(each)) is not None
    )
    if points:
        line = Line("weaker", points)
        note = imbalance(tests) or "Legs differ a little in everyone."
        yield Trend("Left and right", "%", (line,), bounds=HALF_TO_ALL, note=note)


def symmetry(test: HeelRiseTest) -> float | None:
    """Returns the weaker leg in percent of the stronger one.

    None if a leg was not tested or both have 0 repetitions.
    """
    if test.left is None or test.right is None or not max(test.left, test.right):
        return None
    return 100.0 * min(test.left, test.right) / max(test.left, test.right)


def imbalance(tests: Sequence[HeelRiseTest]) -> str:
    """Returns a sentence if one leg was weaker in the last two tests, beyond noise; else ""."""
    last_two = [each for each in tests if symmetry(each) is not None][-2:]
    if len(last_two) < 2 or not all(map(_is_apart, last_two)):
        return ""
    weaker = {"left" if (each.left or 0) < (each.right or 0) else "right" for each in last_two}
    if len(weaker) > 1:
        return ""
    return f"The {weaker.pop()} leg was weaker in the last two tests, by more than their noise."


def _is_apart(test: HeelRiseTest) -> bool:
    percent = symmetry(test)
    gap = abs((test.left or 0) - (test.right or 0))
    return percent is not None and percent < ALIKE and gap >= LIKELY_REAL


def _change(lines: Sequence[Line]) -> str:
    """Returns a sentence about the change from the first test to the last, and about its noise."""
    changes = [(line.name, line.points[-1].value - line.points[0].value) for line in lines]
    said = ", ".join(f"{name} {change:+.0f}" for name, change in changes)
    if all(len(line.points) == 1 for line in lines):
        return f"One test so far; from the next on, a change of {LIKELY_REAL} is likely real."
    if all(abs(change) <= NOISE for _, change in changes):
        return f"Since the first test: {said}, within the noise of ±{NOISE}."
    return f"Since the first test: {said}; a change of {LIKELY_REAL} or more is likely real."
