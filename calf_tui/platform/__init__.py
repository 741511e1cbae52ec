"""The operating system and the terminal: paths, clocks, terminal driver, keeping the screen on.

May import the core and Textual only.
"""
