"""Charts as cells, lines and SVG pictures, for every screen and command that draws them."""
