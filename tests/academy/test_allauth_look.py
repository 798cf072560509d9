"""allauth's pages wear the Academy's look, and its QR code obeys the content security policy."""

import base64

from django.template.loader import render_to_string

SVG = '<svg xmlns="http://www.w3.org/2000/svg"><path d="M0 0h1v1H0z"/></svg>'


def image(source):
    return render_to_string("allauth/elements/img.html", {"attrs": {"src": source, "alt": "Logo"}})


def test_a_qr_code_is_drawn_in_the_page():
    data = base64.b64encode(f"<?xml version='1.0'?>\n{SVG}".encode()).decode()
    html = image(f"data:image/svg+xml;base64,{data}")
    assert SVG in html
    assert "data:" not in html
    assert 'role="img"' in html


def test_any_other_image_stays_an_address():
    assert 'src="/static/x.png" alt="Logo"' in image("/static/x.png")
    assert "<svg" not in image("data:text/html;base64,PHN2Zz4=")


def test_a_dangerous_button_looks_so():
    html = render_to_string(
        "allauth/elements/button.html", {"attrs": {"tags": ["danger"], "type": "submit"}, "slots": {}}
    )
    assert "govuk-button--warning" in html
