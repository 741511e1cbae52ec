"""Files on disk: records, routines, settings."""
