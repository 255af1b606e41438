"""What the open project is set to: fields, actions, people, the size of a pixel."""
