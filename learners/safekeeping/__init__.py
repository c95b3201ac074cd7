"""What is sealed, what is noted of a deed, and what a person shows to the team. Everybody may lean on it."""
