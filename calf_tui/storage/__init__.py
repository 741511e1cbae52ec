"""What is kept on disk: the records in their database, and the runner's TOML files.

Settings, keys, routines and figures hold no records, and stay here all the same: they are written
by the same safe steps (`files`), and apart they would need those as a third package.
"""
