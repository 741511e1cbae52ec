"""Exercises with their forms and ladders, and the routines that consist of them."""
