"""What people type on the public site."""

from django import forms


class SearchForm(forms.Form):
    """Words to look for in pages and courses."""

    query = forms.CharField(
        label="What are you looking for?",
        max_length=80,
        strip=True,
        error_messages={
            "required": "Enter a word or two to search for.",
            "max_length": "Search for fewer words: 80 characters at most.",
        },
        widget=forms.TextInput(attrs={"type": "search"}),
    )
