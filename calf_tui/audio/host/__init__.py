"""The app's side of the sound helper: starts it, tells it what to play, replaces it."""
