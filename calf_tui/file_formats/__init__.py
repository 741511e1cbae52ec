"""Translates CSV, other programs' tables and files of runs to records, and sessions to CSV.

It opens no file and knows no database: `storage` reads the files and merges what is in them. It may
import `serialization`, because the columns of a table are the fields of a document.
"""
