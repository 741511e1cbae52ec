"""Merging of histories: conflict copies, and changes by other machines and programs."""
