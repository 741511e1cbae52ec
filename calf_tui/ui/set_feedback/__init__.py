"""The questions about the last set, and the widgets that take the answers."""
