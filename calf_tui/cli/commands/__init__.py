"""What each command does with its words: one module a group, loaded when it is asked for."""
