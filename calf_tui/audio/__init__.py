"""Sound: made here, and played by a helper process.

May import only the core. `host` and `worker` know the sounds, but not each other.
"""
