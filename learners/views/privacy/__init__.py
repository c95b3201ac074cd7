"""The privacy officer's desk. Each view begins with `access.check_can_keep_privacy`."""
