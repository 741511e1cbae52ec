"""The dialogs with short questions, advice and themes, and the screens to read, as the help."""
