"""Writes `endpoints.yml` and `credentials.yml`: what Rasa calls and by what it is reached."""

from bot.conversation.rasa_export.yaml_text import write_yaml

TOKEN_VARIABLE = "VNEID_ACTION_TOKEN"  # noqa: S105 - a name, not a token
PORT = 5055

HEAD = f"""\
The action server's address; both programs read its token from {TOKEN_VARIABLE}.
The action server knows the domain: sent with each call it would be a megabyte."""


def write_endpoints(port: int = PORT) -> str:
    """Return the content of `endpoints.yml`."""
    address = f"http://127.0.0.1:{port}/webhook"
    token = f"${{{TOKEN_VARIABLE}}}"
    endpoint = {"url": address, "token": token, "enable_selective_domain": True}
    return write_yaml({"action_endpoint": endpoint}, HEAD)


def write_credentials() -> str:
    """Return the content of `credentials.yml`: the REST channel."""
    return "rest:\n"
