"""The pages of progress: week, calendar and trends."""
