"""One look at clocks that a busy machine may part."""

from __future__ import annotations

import sys
from datetime import timedelta

import pytest

from calf_tui.core.session.clock_reading import read_clocks
from calf_tui.platform.clock import SystemClock
from tests.fakes import FakeClock


class InterruptedClock(FakeClock):
    """Between two of its readings the machine does something else, so many times."""

    def __init__(self, times: int, seconds: float) -> None:
        super().__init__()
        self._times, self._seconds = times, seconds

    def monotonic(self) -> float:
        now = super().monotonic()
        if self._times:
            self._times -= 1
            self.run(self._seconds)
        return now


def test_clocks_that_were_read_apart_are_read_again() -> None:
    clock = InterruptedClock(1, seconds=7)
    before, look = read_clocks(FakeClock()), read_clocks(clock)
    assert (look.now - before.now, look.wall - before.wall) == (7, timedelta(seconds=7))
    assert not look.slept_since(before)


def test_a_machine_that_never_rests_is_not_waited_for() -> None:
    assert read_clocks(InterruptedClock(100, seconds=7)).now > 0


@pytest.mark.parametrize(("seconds", "slept"), [(1.9, False), (2.1, True), (-3600, False)])
def test_it_slept_where_only_the_time_of_day_ran_on(seconds: float, slept: bool) -> None:
    clock = FakeClock(tells_sleep=False)
    before = read_clocks(clock)
    clock.run(60)
    clock.sleep(seconds)
    assert read_clocks(clock).slept_since(before) == slept


@pytest.mark.parametrize("ahead", [-3600, 0, 5, 86_400])
@pytest.mark.parametrize(("seconds", "slept"), [(0, False), (1.9, False), (2.1, True)])
def test_where_the_system_tells_it_no_set_clock_is_taken_for_sleep_or_hides_it(
    ahead: float, seconds: float, slept: bool
) -> None:
    clock = FakeClock()
    before = read_clocks(clock)
    clock.run(60)
    clock.set_ahead(ahead)
    clock.sleep(seconds)
    assert read_clocks(clock).slept_since(before) == slept


def test_a_machine_that_is_awake_has_not_slept_meanwhile() -> None:
    clock = SystemClock()
    before = read_clocks(clock)
    assert not read_clocks(clock).slept_since(before)
    assert (clock.slept() is None) == (sys.platform == "win32")


def test_what_it_was_kept_waiting_is_counted_from_the_look_before() -> None:
    clock = FakeClock()
    clock.keep_waiting(3)
    before = read_clocks(clock)
    clock.run(1)
    clock.keep_waiting(4)
    assert read_clocks(clock).processor_wait_since(before) == 4
