"""Tells an event in short: what two engines must agree on. Runs in Rasa's Python, too."""

TOLD = {
    "action": ("name", "policy", "confidence"),
    "action_execution_rejected": ("name", "policy", "confidence"),
    "active_loop": ("name",),
    "followup": ("name",),
    "loop_interrupted": ("is_interrupted",),
    "slot": ("name", "value"),
}


def brief(event):
    """Return kind, name and value of an event; of an action also what chose it, and how surely."""
    kind = event["event"]
    if kind == "user":
        return [kind, event["parse_data"]["intent"]["name"]]
    if kind == "bot":
        return [kind, (event.get("metadata") or {}).get("utter_action"), event["text"]]
    return [kind, *(event[key] for key in TOLD.get(kind, ()))]
