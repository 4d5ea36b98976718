"""The HTTP interface: every answer is limited to the owner whose token came with the request."""
