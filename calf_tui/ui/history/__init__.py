"""The screen of one past session, its text, and the forms that edit sessions."""
