"""The public pages as files, and their way into Wagtail (`manage.py load_public_pages`)."""
