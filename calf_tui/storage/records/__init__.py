"""Converts records to documents and back, and checks whether documents are valid."""
