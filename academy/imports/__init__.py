"""Importing files in the browser: upload, preview, apply, rejected rows, history (FORMATS)."""
