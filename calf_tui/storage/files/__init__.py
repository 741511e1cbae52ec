"""Atomic writes, the disk operations, and the names of the files of a history."""
