"""The screens: they show frozen snapshots and take input, and compute nothing about training.

May import the core and the use cases, but not storage, audio or platform.
"""
