"""What goes out later: mail after the commit, and the jobs of each minute."""
