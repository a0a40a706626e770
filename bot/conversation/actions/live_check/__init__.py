"""The live check as the citizen sees it: consent, code, result, and the word that ends it."""
