"""Reads routines, figures and plans of weeks from TOML files, built-in ones and own ones.

May import `storage`, whose atomic writes and TOML reader it uses.
"""
