"""Two histories made one: merging, imports, conflict copies, changes from outside."""
