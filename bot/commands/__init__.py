"""The subcommands of `vneid-bot`, one module each."""
