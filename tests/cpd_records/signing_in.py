"""Signing in as people of this room's tests do."""


def sign_in(client, user):
    """A full session: managers and coordinators have proven their second factor."""
    client.force_login(user)
    session = client.session
    session["second_factor"] = "test"
    session.save()
