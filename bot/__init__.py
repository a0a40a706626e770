"""The support bot for the move of National Public Service Portal accounts to VNeID."""
