"""Pure rules of the assessed and supported year in employment (DOMAIN 6, ASYE)."""
