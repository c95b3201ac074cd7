"""Which modules a person has and when each opens: the pure plan, what staff change about it, and why."""
