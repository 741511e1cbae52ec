"""A coach for a runner's calves, in the terminal."""

__version__ = "0.1.0"
