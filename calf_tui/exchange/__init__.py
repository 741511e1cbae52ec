"""Translates other programs' tables and runs into documents, and records into tables.

It knows no database: `storage` reads files with it and merges the result. It may import
`documents`, because the columns of a table are the fields of a document.
"""
