"""A routine a test may write, with two sides, a rest and a tempo."""

from __future__ import annotations

STRETCH_THEN_RAISE = """\
name = "Small"
get_ready = 2
change = 4
switch = 1
[[step]]
exercise = "wall_calf_stretch"
sets = 2
seconds = 20
sides = "each"
rest = 3
[[step]]
exercise = "heel_raise_box"
reps = 2
tempo = { up = 1, top = 1, down = 2, bottom = 1 }
"""
