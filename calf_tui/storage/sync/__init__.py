"""Two histories made one: merging, conflict copies, changes from outside."""
