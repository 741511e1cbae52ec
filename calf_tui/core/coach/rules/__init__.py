"""The rules of training: each a pure function with its label, its sources and its reason."""
