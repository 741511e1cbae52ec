"""Translates records to documents and back, and checks documents.

The database and the tables of `exchange` use it. It opens no file, and may import only the core.
"""
