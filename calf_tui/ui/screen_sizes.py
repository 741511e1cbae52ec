"""The sizes at which the layout of screens changes; the names are classes in the stylesheets."""

WIDTHS = [(0, "-narrow"), (70, "-wide"), (110, "-broad")]
"""The classes by the least columns."""
HIGH = 20
HEIGHTS = [(0, "-low"), (HIGH, "-high"), (36, "-tall")]
"""The classes by the least rows."""
