"""What differs from machine to machine: the terminal. May import the core and Textual only."""
