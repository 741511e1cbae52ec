"""The first screen: the proposal, the routines, the week, and the questions at the start."""
