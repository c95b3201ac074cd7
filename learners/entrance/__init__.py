"""How people come in and who stays in: signing in, second steps, limits of time, one-time codes."""
