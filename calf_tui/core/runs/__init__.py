"""Runs: in words and by the week, and from the files of watches."""
