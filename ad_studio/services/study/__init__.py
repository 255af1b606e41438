"""Agreement studies: planning one, answering, and what the answers tell."""
