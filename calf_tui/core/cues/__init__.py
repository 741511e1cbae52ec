"""What is heard, said and flashed in a session, and when."""
