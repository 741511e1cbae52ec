"""The coach, over a history in memory."""

from __future__ import annotations

from datetime import timedelta

from tests.training.world import World


def test_the_state_is_found_once_for_each_day_and_as_long_as_nothing_is_saved() -> None:
    world = World()
    coach = world.trainer.coach
    today = coach.state(coach.today)
    assert coach.state(coach.today) is today
    assert coach.state(coach.today + timedelta(days=1)).today == today.today + timedelta(days=1)
    coach.take_deload()
    assert coach.state(coach.today).deload == coach.today
    assert today.deload is None
