"""Reads routines, figures and plans of weeks from TOML files, built-in ones and own ones.

It builds on `storage`: on its safe writing of files and its reading of TOML with line numbers.
"""
