"""What is answered, typed over from paper, looked for in a group, and asked."""
