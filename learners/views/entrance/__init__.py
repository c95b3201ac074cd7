"""Pages of signing in and of the own account's security: allauth's views, in our order and with our gates."""
