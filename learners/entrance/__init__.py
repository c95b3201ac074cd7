"""The way in and out: signing in, second steps, codes that work once, names that say nothing, and limits of time."""
