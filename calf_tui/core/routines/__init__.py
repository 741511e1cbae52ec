"""What can be trained: exercises, and routines made of them."""
