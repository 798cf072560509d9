"""Signing in to Django's test client as somebody who has proved a second factor."""


def sign_in(client, user):
    """Sign in fully, as a passkey or a code would; returns the client."""
    client.force_login(user)
    session = client.session
    session["second_factor"] = "test"
    session.save()
    return client
