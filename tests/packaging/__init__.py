"""The packages, and what goes into them."""
