"""The helper process, which plays what it is told. Imports no screen."""
