"""Import and export: JSON, CSV, other programs' tables, pictures of charts, the demo's file."""
