"""Pages of signed-in people, by audience. A view reads top to bottom: gate, read, act, render."""
