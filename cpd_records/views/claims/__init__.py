"""The pages about claims: one's own, those to verify, the coordinators', and their files."""
