"""Sessions, the proposal and questions in lines of text, for screen readers and pipes."""
