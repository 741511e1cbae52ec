"""Exercises, and the routines that consist of them."""
