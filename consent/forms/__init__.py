"""What is answered in the portal, and what the school types from paper."""
