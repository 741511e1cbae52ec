"""A session: its timeline, its state, the commands that change it, its cues, and its record."""
