"""The session proposed for a day, in a routine's form and in words, and the runner's changes."""

COACHED = frozenset(("strength", "after-run", "before-run", "first-week"))
"""The routines that are proposed without a plan; without them nothing is."""
