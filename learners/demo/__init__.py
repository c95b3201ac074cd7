"""Invented people with believable lives, for trying the site and for measuring it. Nothing here runs on a real site."""
