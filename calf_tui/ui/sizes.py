"""The sizes at which screens change their shape; the names are classes in the stylesheets."""

WIDTHS = [(0, "-narrow"), (70, "-wide"), (110, "-broad")]
"""Columns."""
HEIGHTS = [(0, "-low"), (20, "-high"), (36, "-tall")]
"""Rows."""
