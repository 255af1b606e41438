"""The Reference step."""
