"""The sound helper: a process that plays what it is told. Imports no screen."""
