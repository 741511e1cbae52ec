"""Translates other programs' tables and runs into documents, and records into tables and pictures.

It translates, and knows no database: the history, in `storage`, reads files through it and merges
what comes. It builds on `documents`, for a table's columns are the fields of a document.
"""
