"""The page of all sessions, one session opened, and the forms that change them."""
