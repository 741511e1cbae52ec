"""The charts on the pages of progress, drawn in cells and braille dots."""
