"""Sound, made and played in a process of its own."""
