"""The screen of the guided heel-rise test."""
