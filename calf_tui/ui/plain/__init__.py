"""Sessions in lines of text, for screen readers and pipes."""
