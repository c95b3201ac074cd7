"""Families: whom a participant names, what the participant signs, and what of it somebody else then sees."""
