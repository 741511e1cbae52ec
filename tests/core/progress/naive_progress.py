"""Weeks and streak reckoned once more: day by day, straight from the rules, caring for no speed."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from datetime import datetime, time, tzinfo

    from calf_tui.core.records.session_record import Pause, SessionRecord, Target

DAY = timedelta(days=1)
WEEK = timedelta(days=7)


def naive_training_date(instant: datetime, zone: tzinfo, cutoff: time) -> date:
    """What the calendar on the wall says there, the evening before going on until the cut-off."""
    wall = instant.astimezone(zone)
    midnight_to_now = timedelta(hours=wall.hour, minutes=wall.minute, seconds=wall.second)
    evening_goes_on = midnight_to_now < timedelta(hours=cutoff.hour, minutes=cutoff.minute)
    today = date(wall.year, wall.month, wall.day)
    return today - DAY if evening_goes_on else today


class NaiveRunner:
    """Answers one question at a time by going through all of the records."""

    def __init__(
        self,
        today: date,
        sessions: list[SessionRecord],
        targets: list[Target],
        pauses: list[Pause],
        first_day: str,
    ) -> None:
        self.today = today
        self.sessions = [each for each in sessions if not each.local_date > today]
        self.targets = targets
        self.pauses = pauses
        self.first_weekday = {"monday": 0, "saturday": 5, "sunday": 6}[first_day]

    def start_of_week(self, day: date) -> date:
        while day.weekday() != self.first_weekday:
            day -= DAY
        return day

    def on(self, day: date) -> list[SessionRecord]:
        return [each for each in self.sessions if each.local_date == day]

    def sets_on(self, day: date) -> int:
        return sum(self.sets_of(each) for each in self.on(day))

    def sets_of(self, session: SessionRecord) -> int:
        """Goes through the sets one by one; the other side of a set that counted adds nothing."""
        count = 0
        waiting: list[tuple[str, int, str]] = []
        for one in session.sets:
            planned = one.planned.reps if one.planned.seconds is None else one.planned.seconds
            done = one.done.reps if one.done.seconds is None else one.done.seconds
            at_least_half = (done or 0) >= (planned or 0) / 2
            if one.outcome == "skipped" or (one.outcome == "short" and not at_least_half):
                continue
            other_side = {"left": "right", "right": "left"}.get(one.side, "")
            if (one.exercise, one.set, other_side) in waiting:
                waiting.remove((one.exercise, one.set, other_side))
                continue
            count += 1
            if other_side:
                waiting.append((one.exercise, one.set, one.side))
        return count

    def is_training_day(self, day: date) -> bool:
        return self.sets_on(day) >= 2

    def days_of(self, start: date) -> list[date]:
        return [start + DAY * number for number in range(7)]

    def trained(self, start: date) -> int:
        return len([day for day in self.days_of(start) if self.is_training_day(day)])

    def target(self, start: date) -> int:
        holding = 3
        for target in self.targets:
            if self.start_of_week(target.start) <= start:
                holding = target.days
        return holding

    def is_frozen(self, start: date) -> bool:
        for day in self.days_of(start):
            for pause in self.pauses:
                if pause.start <= day and (pause.end is None or day <= pause.end):
                    return True
            if any(each.status == "stopped_pain" for each in self.on(day)):
                return True
        return False

    def state(self, start: date) -> str | None:
        if self.trained(start) >= self.target(start):
            return "met"
        is_current = start == self.start_of_week(self.today)
        if not is_current and not any(each.local_date < start + WEEK for each in self.sessions):
            return None
        if self.is_frozen(start):
            return "frozen"
        return "in_progress" if is_current else "missed"

    def streak_ending(self, start: date) -> int:
        met = 0
        while self.state(start) in ("met", "frozen", "in_progress"):
            if not any(each.local_date < start + WEEK for each in self.sessions):
                break
            met += self.state(start) == "met"
            start -= WEEK
        return met

    def week(self, start: date) -> dict[str, Any]:
        of_week = [each for day in self.days_of(start) for each in self.on(day)]
        return {
            "start": start,
            "days": self.trained(start),
            "target": self.target(start),
            "state": self.state(start),
            "sessions": len(of_week),
            "sets": sum(self.sets_on(day) for day in self.days_of(start)),
            "active_seconds": sum(each.active_seconds for each in of_week),
        }

    def best_streak(self, last: date) -> int:
        starts = [last]
        while any(each.local_date < starts[0] for each in self.sessions):
            starts.insert(0, starts[0] - WEEK)
        return max(self.streak_ending(start) for start in starts)

    def days_left(self, start: date) -> int:
        after = [day for day in self.days_of(start) if day > self.today]
        return len(after) + (0 if self.is_training_day(self.today) else 1)

    def progress(self, count: int) -> dict[str, Any]:
        last = self.start_of_week(self.today)
        trained = {
            each.local_date for each in self.sessions if self.is_training_day(each.local_date)
        }
        return {
            "as_of": self.today,
            "streak": {"current": self.streak_ending(last), "best": self.best_streak(last)},
            "days_left": self.days_left(last),
            "weeks": tuple(self.week(last - WEEK * back) for back in reversed(range(count))),
            "totals": {
                "sessions": len(self.sessions),
                "training_days": len(trained),
                "sets": sum(
                    self.sets_on(day) for day in {each.local_date for each in self.sessions}
                ),
                "active_seconds": sum(each.active_seconds for each in self.sessions),
            },
        }
