"""Dialogs before a screen: a question, a form, a line of text, the help."""
