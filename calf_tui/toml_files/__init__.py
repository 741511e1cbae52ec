"""Reads TOML files: settings, keys, routines, figures and plans of weeks, built-in and own ones.

May import `storage`, whose atomic writes it uses, and `ui`, which knows the keys there are.
"""
