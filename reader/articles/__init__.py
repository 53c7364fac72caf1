"""The values of the domain, pure: articles, mentions, queries and their text."""
