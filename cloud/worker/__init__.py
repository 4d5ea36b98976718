"""A worker: takes downloads from the service and runs them in children that reach public sites
alone."""
