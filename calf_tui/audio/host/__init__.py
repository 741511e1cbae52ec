"""The app's side of the helper processes: starts them, sends commands, and replaces them."""
