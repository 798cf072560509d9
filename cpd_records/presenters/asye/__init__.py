"""The programme of newly qualified workers in words."""
