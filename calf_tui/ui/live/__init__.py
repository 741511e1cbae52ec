"""The live screen, which shows a running session."""
