"""The history page, the screen of one session, and the forms that edit sessions."""
