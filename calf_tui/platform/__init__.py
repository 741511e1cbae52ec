"""The operating system and the terminal: paths, clocks, terminal driver, keeping the screen on.

May import the core, Textual and platformdirs only.
"""
