"""Writes YAML as people would: keys in order, texts of several lines as blocks."""

from typing import Any

import yaml

VERSION = "3.1"
"""Of Rasa's formats."""
WIDTH = 110


class _Dumper(yaml.CSafeDumper):
    """Repeats equal values instead of naming them by aliases."""

    def ignore_aliases(self, data: Any) -> bool:  # noqa: ANN401, ARG002 - PyYAML's signature
        """Tell PyYAML that nothing is to be aliased."""
        return True


def _text(dumper: yaml.CSafeDumper, text: str) -> yaml.ScalarNode:
    style = "|" if "\n" in text else None
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style=style)


_Dumper.add_representer(str, _text)


def write_yaml(content: Any, head: str = "") -> str:  # noqa: ANN401 - any YAML
    """Return `content` as YAML, below `head` as a comment."""
    comment = "".join(f"# {line}\n" for line in head.splitlines())
    return comment + yaml.dump(
        content, Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=WIDTH
    )
