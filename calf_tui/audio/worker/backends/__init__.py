"""The backends that play samples or sounds: one module a way."""
