"""Records and a date in, plain values out."""
