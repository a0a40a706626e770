"""`python -m bot`: the same as `vneid-bot`."""

from bot.cli import main

main()
