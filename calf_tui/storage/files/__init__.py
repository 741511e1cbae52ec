"""Atomic writes, the disk operations, the locks, and the names of the files of a history."""
