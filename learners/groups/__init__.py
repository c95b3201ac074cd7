"""The group and its meetings: when, who was there, what it is about, and what everybody may see."""
