"""For all tests: random ones are never failed for being slow, and say how to repeat a failure."""

from hypothesis import settings

settings.register_profile("calf-tui", deadline=None, print_blob=True)
settings.register_profile("short", settings.get_profile("calf-tui"), max_examples=10)
settings.load_profile("calf-tui")
