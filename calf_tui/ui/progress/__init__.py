"""The progress pages: week, calendar and trends, and what all pages share."""
