"""SQLite, and the only SQL: the library's files and what is asked of them."""
