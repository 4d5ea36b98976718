"""The worker service: batches over HTTP, Redis for state, the desktop's engine in workers."""
