"""The only room that knows what lies in Redis."""
