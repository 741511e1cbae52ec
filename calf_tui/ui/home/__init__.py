"""The first screen: the routines, the week, and what is asked at the start."""
