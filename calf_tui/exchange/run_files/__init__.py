"""The files that watches and running programs write: GPX, TCX and FIT."""
