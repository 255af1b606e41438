"""What is done after each inspected image: its file is sorted, a line written, a message sent."""
