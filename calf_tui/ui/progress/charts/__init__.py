"""The charts of the progress pages, drawn in cells and braille dots."""
