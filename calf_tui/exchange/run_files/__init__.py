"""Reads runs from the files of watches and running programs: GPX, TCX and FIT."""
