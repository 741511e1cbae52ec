"""Formatting and parsing of texts: numbers, doses, dates, and characters a terminal can show."""
