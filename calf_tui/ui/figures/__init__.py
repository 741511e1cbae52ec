"""The moving figure, drawn with braille dots."""
