"""What curriculum files may hold, as pydantic models: strict, nothing unknown, every text bounded."""
