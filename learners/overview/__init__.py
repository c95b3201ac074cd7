"""What staff see of many people, or of one at a glance. It reads; little is written here."""
