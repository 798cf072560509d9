"""Words in hand: saved while they are typed, never overwritten by somebody else's, lost by nothing.

saving     the one action: changed boxes in, what was kept and what stands against it out
answering  the JSON a page's module talks (static/js/draft.js), and the same for a form sent without script
private    drafts of one person in one place, for forms that have no row until they are sent
browser    the keys under which a browser seals what has not reached us yet
urls       private drafts and the keys, mounted at /drafts/

A page marks its form with data-draft (see `templates/components/draft_form_attrs.html`). A room's own draft stands on
`foundation.models.WordsInHand`; its view finds the row by its own `visible_to` and hands it to
`answering.answer`.
"""
