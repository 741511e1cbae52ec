"""Records to documents and back, and what makes a document valid."""
