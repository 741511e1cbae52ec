"""The backends, which play samples or whole sounds."""
