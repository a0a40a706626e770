"""The live check: from consent to result, step by step, each of them a row."""
