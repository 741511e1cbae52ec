"""A session: its timeline, its state, the commands that change it, and its cues."""
