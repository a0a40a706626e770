"""The officers' console: pages made on the server, few scripts, one session for each browser."""
