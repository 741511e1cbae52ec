"""The cues of a session: which sounds, phrases and flashes it has, and when."""
