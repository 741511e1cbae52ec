"""The plan page: the weekly target, the pauses and some settings."""
