"""The questions before the first session, on the screen."""
