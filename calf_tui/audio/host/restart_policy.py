"""When the supervisor acts unasked, and which backends the next helper may try. Pure."""

from __future__ import annotations

import math
from dataclasses import replace

from calf_tui.audio.backend_choice import BELL
from calf_tui.core.frozen_dataclass import dataclass

DEATHS_ALLOWED = 3
"""After this many deaths within `DEATHS_COUNT` seconds, a backend is given up."""
DEATHS_COUNT = 60.0
DEATHS_OF_THE_LAST = 12
"""The same for the last backend before the bell, because what comes after it is worse."""
STALL_SECONDS_ALLOWED = 20.0
"""A backend is given up after stalls for this many seconds."""
_STALLS_JOIN = 10.0
"""Stalls within this many seconds count as one; it is longer than a helper may hang."""
TRY_AGAIN_AFTER = 180.0
"""Seconds after which a backend that was given up is tried again."""
_PAUSE = 0.2
"""Seconds added before each new start, so that a helper that always ends uses little time."""
_LONGEST_PAUSE = 0.4

_LATE = 0.1
"""If the supervisor comes to a beat this many seconds late, it had to wait itself, so it must not
conclude that a helper hangs."""


@dataclass(frozen=True, slots=True)
class RestartPolicy:
    """The state of the backends; all instants are seconds of one clock.

    `every` holds all backends that may be tried, the best first; `names` those that are not given
    up. `given_up` is the instant at which one was last given up. `tried` is the present backend,
    empty before the helper has reported it, and `plays` says whether it passed its probe. `deaths`
    are the instants at which helpers with the first of `names` ended by themselves. `stalls` are
    the first and the last instant at which its device was found stalled.
    """

    every: tuple[str, ...]
    names: tuple[str, ...]
    given_up: float | None = None
    tried: str = ""
    plays: bool = False
    deaths: tuple[float, ...] = ()
    stalls: tuple[float, float] | None = None


def with_all(every: tuple[str, ...]) -> RestartPolicy:
    """Returns the state before anything was tried."""
    return RestartPolicy(every, every)


def with_start(state: RestartPolicy) -> RestartPolicy:
    """After a helper was started; if no backend plays yet, the helper probes them."""
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
    """After all backends were tried again and this one was the first that plays."""
    return with_playing(with_all(state.every), name, now)


def with_nothing(state: RestartPolicy, now: float) -> RestartPolicy:
    """After no backend passed its probe."""
    return _from(state, len(state.names), now)


def with_death(state: RestartPolicy, now: float) -> RestartPolicy:
    """After the helper ended by itself.

    A backend that ends the helper during its probe is given up at once. One that has played is
    given up after `DEATHS_ALLOWED` deaths within a minute. If no helper has reported anything, all
    backends are given up.
    """
    deaths = (*(at for at in state.deaths if now - at < DEATHS_COUNT), now)
    if state.tried in state.names and not state.plays:
        return _from(state, state.names.index(state.tried) + 1, now)
    is_last = bool(state.tried) and state.names[1:] in ((), (BELL,))
    if len(deaths) < (DEATHS_OF_THE_LAST if is_last else DEATHS_ALLOWED):
        return replace(state, deaths=deaths)
    return _from(state, 1 if state.tried else len(state.names), now)


def with_stall(state: RestartPolicy, now: float) -> RestartPolicy:
    """After the device of a backend that had played was found stalled.

    Most often that is a sound server that restarts, so the backend is given up only after
    `STALL_SECONDS_ALLOWED`.
    """
    first, last = state.stalls or (now, now)
    if now - last > _STALLS_JOIN:
        first = now
    if now - first > STALL_SECONDS_ALLOWED:
        return _from(state, 1, now)
    return replace(state, stalls=(first, now))


def with_another_try(state: RestartPolicy) -> RestartPolicy:
    """Lets given up backends be tried again at once."""
    return state if state.given_up is None else replace(state, given_up=-math.inf)


def is_time_to_try_again(state: RestartPolicy, now: float) -> bool:
    """Returns whether a backend was given up long enough ago to try it again."""
    return state.given_up is not None and now - state.given_up >= TRY_AGAIN_AFTER


def pause_before_start(state: RestartPolicy) -> float:
    """Returns the seconds to wait before the next helper is started: none after a first death."""
    return min(_LONGEST_PAUSE, _PAUSE * max(0, len(state.deaths) - 1))


def _from(state: RestartPolicy, index: int, now: float) -> RestartPolicy:
    """Gives up the backends before this index."""
    return RestartPolicy(state.every, state.names[index:], given_up=now)


class Heartbeat:
    """A beat `every` so many seconds; all instants are seconds of one clock.

    `is_late` says whether `is_due` was called late for the last beat.
    """

    def __init__(self, every: float, now: float) -> None:
        self._every = every
        self._next = now + every
        self._no_start_before = now
        self.is_late = False

    def wait(self, now: float) -> float:
        """Returns the seconds until the next beat or the next allowed start."""
        is_start_first = now < self._no_start_before < self._next
        return max(0.0, (self._no_start_before if is_start_first else self._next) - now)

    def is_due(self, now: float) -> bool:
        """Returns whether a beat is due; if so, the next one is counted from `now`."""
        if now < self._next:
            return False
        self.is_late = now - self._next > _LATE
        self._next = now + self._every
        return True

    def delay_start(self, until: float) -> None:
        """Forbids to start a helper before `until`."""
        self._no_start_before = until

    def may_start(self, now: float) -> bool:
        """Returns whether a helper may be started."""
        return now >= self._no_start_before
