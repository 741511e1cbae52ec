"""A session in progress: its state, the commands that change it, and its timeline."""
