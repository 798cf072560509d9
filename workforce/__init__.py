"""People and the facts about them: organisations, teams, posts, absences, roles and scopes."""
