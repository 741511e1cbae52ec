"""The dialogs: questions, forms, a line of text, the help."""
