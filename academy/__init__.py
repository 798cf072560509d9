"""The front door: settings, sign-in, the desk, and journeys that touch two rooms."""
