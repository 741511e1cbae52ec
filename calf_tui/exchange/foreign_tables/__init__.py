"""Translates tables of sets by other programs or people to the columns of the CSV export."""
