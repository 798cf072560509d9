"""The style guide at /design/: every component and every state of a form, in demo mode only."""
