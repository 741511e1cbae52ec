"""The runner's settings and keys in TOML files, and the TOML reader with line numbers."""
