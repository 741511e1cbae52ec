"""Spoken phrases: the system's voice, and phrases rendered ahead of time."""
