"""Spoken phrases: the system's voice, and phrases rendered in advance."""
