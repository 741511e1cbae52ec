"""Sound: made here, and played by a helper process. May import only the core."""
