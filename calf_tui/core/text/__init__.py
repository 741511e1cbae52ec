"""Texts: numbers and dates in words, and texts fit for a terminal. Imports the standard library."""
