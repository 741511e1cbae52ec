"""Records to documents and back, and what makes a document valid.

The form of what is kept, apart from where it is kept: both the database and the tables of
`exchange` build on it, and it touches no file.
"""
