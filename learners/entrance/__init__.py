"""The way in and out: signing in, codes that work once, names that say nothing, and being away too long."""
