"""Which backends the next helper may try, after what became of those before. Pure."""

from __future__ import annotations

from dataclasses import dataclass, replace

DEATHS_ALLOWED = 3
"""At this many deaths within `DEATHS_COUNT` seconds a backend is given up."""
DEATHS_COUNT = 60.0
_PAUSE = 0.2
"""Seconds more before each new start, so that a helper that cannot live costs little."""


@dataclass(frozen=True, slots=True)
class Supervision:
    """What is known of the backends.

    `names` are those not given up, the best first. `tried` is the one under way, empty before its
    name was heard; `plays` whether it passed its probe. `deaths` are the instants, in seconds, at
    which helpers with the first of `names` ended by themselves.
    """

    names: tuple[str, ...]
    tried: str = ""
    plays: bool = False
    deaths: tuple[float, ...] = ()


def with_tried(state: Supervision, name: str) -> Supervision:
    """After the helper began to probe a backend: those before it in the list cannot play."""
    return replace(state, tried=name, plays=False)


def with_playing(state: Supervision, name: str) -> Supervision:
    """After a backend passed its probe: those before it are given up."""
    names = state.names[state.names.index(name) :] if name in state.names else state.names
    kept = state.deaths if names == state.names else ()
    return Supervision(names, name, plays=True, deaths=kept)


def with_nothing() -> Supervision:
    """After no backend passed its probe."""
    return Supervision(())


def with_death(state: Supervision, now: float) -> Supervision:
    """After the helper ended unasked at instant `now`, or was ended because it hung.

    A backend that takes the helper down in its probe is given up at once, one that played after
    `DEATHS_ALLOWED` deaths in a minute, and all of them where no helper comes to its first word.
    """
    deaths = (*(at for at in state.deaths if now - at < DEATHS_COUNT), now)
    if state.tried in state.names and not state.plays:
        return Supervision(state.names[state.names.index(state.tried) + 1 :])
    if len(deaths) < DEATHS_ALLOWED:
        return Supervision(state.names, deaths=deaths)
    return Supervision(state.names[1:] if state.tried else ())


def pause_before_start(state: Supervision) -> float:
    """Seconds to wait before the next helper: none after a first death."""
    return _PAUSE * max(0, len(state.deaths) - 1)
