"""Settings and keys in TOML files, and what reads TOML with line numbers."""
