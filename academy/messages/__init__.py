"""Every message the Academy sends, for those who answer for it: list, look, send again (DESIGN 4 "Messages")."""
