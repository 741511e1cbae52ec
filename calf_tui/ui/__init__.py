"""The screens: they show frozen snapshots and ask; they compute nothing about training."""
