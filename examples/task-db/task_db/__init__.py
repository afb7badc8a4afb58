"""A task list over HTTP, kept in Postgres."""
