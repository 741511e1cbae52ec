"""Translates records to the documents of the data file and back, and checks documents.

The database and `file_formats` use it. It opens no file, and may import only the core.
"""
