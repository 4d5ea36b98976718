"""The service in an AWS account: what is deployed there, and what deploys and destroys it."""
