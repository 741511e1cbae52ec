"""The animated figure of an exercise: its skeleton, its poses, and its pose at an instant."""
