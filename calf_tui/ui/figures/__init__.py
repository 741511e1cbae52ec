"""The animated figure, drawn with braille dots."""
