"""Every key and the id by which it can be bound anew, and which keys work on a screen."""
