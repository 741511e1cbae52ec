"""Decides when a helper is replaced, and which backends the next one may try. Pure."""

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
"""If the supervisor comes to a heartbeat this many seconds late, it had to wait itself, so it must
not conclude that a helper hangs."""


@dataclass(frozen=True, slots=True)
class RestartPolicy:
    """The state of the backends, before anything was tried if only `every` is given.

    All instants are seconds of one clock. `every` holds all backends that may be tried, the best
    first; `passed_over` is the number of those, from the first on, that are given up, and
    `given_up` the instant at which one last was. `tried` is the present backend, empty before the
    helper has reported it, and `plays` says whether it passed its probe. `deaths` are the instants
    at which helpers with the first of `names` ended by themselves. `stalls` are the first and the
    last instant at which its device was found stalled.
    """

    every: tuple[str, ...]
    passed_over: int = 0
    given_up: float | None = None
    tried: str = ""
    plays: bool = False
    deaths: tuple[float, ...] = ()
    stalls: tuple[float, float] | None = None

    @property
    def names(self) -> tuple[str, ...]:
        """The backends that are not given up."""
        return self.every[self.passed_over :]

    @property
    def pause_before_start(self) -> float:
        """The seconds to wait before the next helper is started: none after a first death."""
        return min(_LONGEST_PAUSE, _PAUSE * max(0, len(self.deaths) - 1))

    def is_time_to_try_again(self, now: float) -> bool:
        """Returns whether a backend was given up long enough ago to try it again."""
        return self.given_up is not None and now - self.given_up >= TRY_AGAIN_AFTER

    def after_start(self) -> RestartPolicy:
        """Returns the policy after a helper was started; it probes backends if none plays yet."""
        return self if self.plays else replace(self, tried="")

    def after_trying(self, name: str) -> RestartPolicy:
        """Returns the policy after a probe of this backend began: those before it cannot play."""
        return replace(self, tried=name, plays=False)

    def after_playing(self, name: str, now: float) -> RestartPolicy:
        """Returns the policy after a backend passed its probe: those before it are given up."""
        state = self._without(self.names.index(name), now) if name in self.names[1:] else self
        return replace(state, tried=name, plays=True)

    def after_trial(self, now: float) -> RestartPolicy:
        """Returns the policy after a trial of all backends began."""
        return replace(self, given_up=now)

    def after_recovery(self, name: str, now: float) -> RestartPolicy:
        """Returns the policy after a trial of all backends: this is the first that plays."""
        return RestartPolicy(self.every).after_playing(name, now)

    def after_nothing(self, now: float) -> RestartPolicy:
        """Returns the policy after no backend passed its probe."""
        return self._without(len(self.names), now)

    def after_death(self, now: float) -> RestartPolicy:
        """Returns the policy after the helper ended by itself.

        A backend that ends the helper during its probe is given up at once. One that has played is
        given up after `DEATHS_ALLOWED` deaths within a minute. If no helper has reported anything,
        all backends are given up.
        """
        deaths = (*(at for at in self.deaths if now - at < DEATHS_COUNT), now)
        if self.tried in self.names and not self.plays:
            return self._without(self.names.index(self.tried) + 1, now)
        is_last = bool(self.tried) and self.names[1:] in ((), (BELL,))
        if len(deaths) < (DEATHS_OF_THE_LAST if is_last else DEATHS_ALLOWED):
            return replace(self, deaths=deaths)
        return self._without(1 if self.tried else len(self.names), now)

    def after_stall(self, now: float) -> RestartPolicy:
        """Returns the policy after the device of a backend that had played stalled.

        Most often that is a sound server that restarts, so the backend is given up only after
        `STALL_SECONDS_ALLOWED`.
        """
        first, last = self.stalls or (now, now)
        if now - last > _STALLS_JOIN:
            first = now
        if now - first > STALL_SECONDS_ALLOWED:
            return self._without(1, now)
        return replace(self, stalls=(first, now))

    def with_another_try(self) -> RestartPolicy:
        """Lets given up backends be tried again at once."""
        return self if self.given_up is None else replace(self, given_up=-math.inf)

    def _without(self, count: int, now: float) -> RestartPolicy:
        """Gives up the first so many of the backends that are left."""
        return RestartPolicy(self.every, self.passed_over + count, given_up=now)


class Heartbeat:
    """A heartbeat `every` so many seconds; all instants are seconds of one clock.

    `is_late` says whether `is_due` was called late for the last heartbeat.
    """

    def __init__(self, every: float, now: float) -> None:
        self._every = every
        self._next = now + every
        self._no_start_before = now
        self.is_late = False

    def wait(self, now: float) -> float:
        """Returns the seconds until the next heartbeat or the next allowed start."""
        is_start_first = now < self._no_start_before < self._next
        return max(0.0, (self._no_start_before if is_start_first else self._next) - now)

    def is_due(self, now: float) -> bool:
        """Returns whether a heartbeat is due; if so, the next one is counted from `now`."""
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
