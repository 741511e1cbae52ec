"""The sizes at which screens change their shape; the names are classes in the stylesheets."""

WIDTHS = [(0, "-narrow"), (70, "-wide"), (110, "-broad")]
"""Columns."""
HIGH = 20
HEIGHTS = [(0, "-low"), (HIGH, "-high"), (36, "-tall")]
"""Rows."""
