"""Runs: their texts and weekly sums, and the import of runs from files."""
