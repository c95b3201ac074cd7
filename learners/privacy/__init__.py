"""What the privacy officer keeps: wordings, requests of people, and what the desk reads. Never what people learned."""
