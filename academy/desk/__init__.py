"""The signed-in home: what needs me today, from every room by slot."""
