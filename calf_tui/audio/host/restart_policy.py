"""Which backends the next helper may try, after what became of those before. Pure."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace

from calf_tui.audio.backend_choice import BELL

DEATHS_ALLOWED = 3
"""At this many deaths within `DEATHS_COUNT` seconds a backend is given up."""
DEATHS_COUNT = 60.0
DEATHS_OF_THE_LAST = 12
"""The same for the last one that is more than a bell: it is better than what comes after."""
HALT_ALLOWED = 20.0
"""Seconds of one halt after the other until a backend is given up."""
_HALTS_JOIN = 10.0
"""Seconds between two halts that count as one: longer than a helper is waited for."""
TRY_AGAIN_AFTER = 180.0
"""Seconds after which a backend that was given up is tried again."""
_PAUSE = 0.2
"""Seconds more before each new start, so that a helper that cannot live costs little."""
_LONGEST_PAUSE = 0.4


@dataclass(frozen=True, slots=True)
class RestartPolicy:
    """What is known of the backends; all instants are seconds of one clock.

    `every` backend may be tried, the best first; `names` are those not given up, the last of them
    given up at `given_up`. `tried` is the one under way, empty before its name was heard; `plays`
    whether it passed its probe. `deaths` are the instants at which helpers with the first of
    `names` ended by themselves, `halts` the first and the last instant at which its device was
    found standing still.
    """

    every: tuple[str, ...]
    names: tuple[str, ...]
    given_up: float | None = None
    tried: str = ""
    plays: bool = False
    deaths: tuple[float, ...] = ()
    halts: tuple[float, float] | None = None


def with_all(every: tuple[str, ...]) -> RestartPolicy:
    """Before anything was tried."""
    return RestartPolicy(every, every)


def with_start(state: RestartPolicy) -> RestartPolicy:
    """After a helper was started; it has to find out which backend plays where none did."""
    return state if state.plays else replace(state, tried="")


def with_tried(state: RestartPolicy, name: str) -> RestartPolicy:
    """After the helper began to probe a backend: those before it in the list cannot play."""
    return replace(state, tried=name, plays=False)


def with_playing(state: RestartPolicy, name: str, now: float) -> RestartPolicy:
    """After a backend passed its probe: those before it are given up."""
    if name in state.names[1:]:
        state = _from(state, state.names.index(name), now)
    return replace(state, tried=name, plays=True)


def with_trial(state: RestartPolicy, now: float) -> RestartPolicy:
    """After all backends began to be tried again."""
    return replace(state, given_up=now)


def with_recovered(state: RestartPolicy, name: str, now: float) -> RestartPolicy:
    """After all backends were tried again and this one was the first to play."""
    return with_playing(with_all(state.every), name, now)


def with_nothing(state: RestartPolicy, now: float) -> RestartPolicy:
    """After no backend passed its probe."""
    return _from(state, len(state.names), now)


def with_death(state: RestartPolicy, now: float) -> RestartPolicy:
    """After the helper ended unasked.

    A backend that takes the helper down in its probe is given up at once, one that played after
    `DEATHS_ALLOWED` deaths in a minute, and all of them where no helper comes to its first word.
    """
    deaths = (*(at for at in state.deaths if now - at < DEATHS_COUNT), now)
    if state.tried in state.names and not state.plays:
        return _from(state, state.names.index(state.tried) + 1, now)
    is_last = bool(state.tried) and state.names[1:] in ((), (BELL,))
    if len(deaths) < (DEATHS_OF_THE_LAST if is_last else DEATHS_ALLOWED):
        return replace(state, deaths=deaths)
    return _from(state, 1 if state.tried else len(state.names), now)


def with_halt(state: RestartPolicy, now: float) -> RestartPolicy:
    """After the device of a backend that had played was found standing still.

    That is mostly a sound server that comes back, so it takes `HALT_ALLOWED` seconds to give up.
    """
    first, last = state.halts or (now, now)
    if now - last > _HALTS_JOIN:
        first = now
    if now - first > HALT_ALLOWED:
        return _from(state, 1, now)
    return replace(state, halts=(first, now))


def with_another_try(state: RestartPolicy) -> RestartPolicy:
    """As if what was given up had been given up long ago."""
    return state if state.given_up is None else replace(state, given_up=-math.inf)


def is_time_to_try_again(state: RestartPolicy, now: float) -> bool:
    """Whether something was given up long enough ago."""
    return state.given_up is not None and now - state.given_up >= TRY_AGAIN_AFTER


def pause_before_start(state: RestartPolicy) -> float:
    """Seconds to wait before the next helper: none after a first death."""
    return min(_LONGEST_PAUSE, _PAUSE * max(0, len(state.deaths) - 1))


def _from(state: RestartPolicy, place: int, now: float) -> RestartPolicy:
    """With the backends before this place in the list given up."""
    return RestartPolicy(state.every, state.names[place:], given_up=now)
