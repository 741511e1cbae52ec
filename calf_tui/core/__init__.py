"""The rules of training: standard library only, no clock, no file, no thread.

Each of its packages may import those before it: routines, text, records, session, figures,
progress, coach, report.
"""
