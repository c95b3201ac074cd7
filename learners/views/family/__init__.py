"""The family member's pages beside the modules: joining, home, connections, and what somebody shares."""
