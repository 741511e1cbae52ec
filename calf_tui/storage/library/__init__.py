"""Routines and figures in TOML files: the built-in ones and the runner's own."""
