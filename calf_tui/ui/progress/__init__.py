"""The progress pages: week, calendar, trends and history, and what all pages share."""
