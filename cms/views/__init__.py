"""Views of the site itself: the doors, help, health and errors."""
