"""The language helper (DOMAIN 7): kinder words, offered gently, never in anybody's way.

Advisory only: nothing is blocked, counted or kept, and a child's own choice of words goes before all of
it. Words between quotation marks are left alone, which keeps statutory names and what somebody said.

book       the list as it stands on a day
matching   which words of a text it speaks to; pure
shipped    DOMAIN's list, added where it is missing
urls       the list for the page's own module (static/js/language.js)
"""
