"""Names that any reader knows: countries and their people, big cities, organisations."""
