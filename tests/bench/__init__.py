"""Speeds, as ratios within one run: machines differ, ratios hold. Not part of the test suite."""
