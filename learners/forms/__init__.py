"""What people post, read into values with sentences for what cannot be kept."""
