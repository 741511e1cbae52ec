"""Progress: weeks, streaks, totals and trends, computed from the records and a date."""
