"""The files on disk: records, routines, figures, settings. May import only the core."""
