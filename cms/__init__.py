"""The public site's pages, menu and settings."""
