"""All key bindings with their ids, and which keys work on a screen."""
