"""Quiz insight: what first tries say about modules and their questions, for a group or for a whole program."""
