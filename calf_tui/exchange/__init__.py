"""Records as tables and charts as pictures, for other programs, and their tables as documents.

It translates, and knows no database: the history, in `storage`, reads files through it and merges
what comes. It builds on `documents`, for a table's columns are the fields of a document.
"""
