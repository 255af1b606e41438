"""Small widgets that know nothing of projects, shared by the pages."""
