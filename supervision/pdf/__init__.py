"""Papers of supervision: data in, bytes out."""
