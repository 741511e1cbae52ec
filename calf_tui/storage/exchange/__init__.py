"""Records out of a history and into it: JSON, tables, pictures of charts."""
