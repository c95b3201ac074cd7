"""What there is to learn: pages, editions, the quiz and worksheet engines, curriculum files."""
