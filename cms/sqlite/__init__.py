"""Django's SQLite backend with one thing more: writers queue. Settings name it as ENGINE."""
