"""What everybody sees of the own account and data, whoever they are."""
