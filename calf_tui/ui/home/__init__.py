"""The first screen: the routines, the week, and the questions at the start."""
