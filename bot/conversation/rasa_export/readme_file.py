"""Writes the export's `README.md`."""

from datetime import date

from bot.conversation.rasa_export.connection_files import PORT, TOKEN_VARIABLE

TEXT = """\
# VNeID support as a Rasa project

Made by `vneid-bot export rasa --as-of {day}`; for Rasa Open Source 3.6. Don't edit: change the
content and export again. Shape of this export: `{shape}`.

| File | Holds |
|---|---|
| `config.yml` | pipeline and RulePolicy |
| `domain/dialogue.yml` | intents, entities, slots, forms, actions, session |
| `domain/responses.yml` | the answers that are true on {day}, by language and account type |
| `data/rules.yml` | the rules, as the bot itself runs them |
| `data/nlu/vi`, `data/nlu/en` | training messages |
| `data/nlu/entities.yml` | lookup tables and synonyms |
| `endpoints.yml`, `credentials.yml` | the action server and the REST channel |
| `tests/test_stories.yml` | a few conversations for `rasa test core` |

## Run it
In the environment of Rasa, in this folder:

    export {token}=$(openssl rand -hex 24)
    rasa data validate --domain domain
    rasa train --domain domain
    rasa run --interface 127.0.0.1 --endpoints endpoints.yml --credentials credentials.yml

Beside it, in the environment of the bot, with the same {token}:

    vneid-bot export actions --port {port}

That is rasa-sdk's own server with our actions. It listens on this machine only and refuses calls
without the token.

## How the language is found
Rasa keeps no language of a message. After each message it calls `action_validate_slot_mappings`;
there our detector sets the slot `language`, and `account` to who the answer is for. Responses
have both as conditions. Without the action server Rasa answers in Vietnamese, as to a citizen.

## What differs from the bot
- The answers are those of {day}. A question about an earlier day is answered by the action server
  where an action answers it (`state_date`, `state_account_type`); elsewhere the answer is preceded
  by the day it is true at.
- Rasa's own classifier understands the messages; one message gets one answer.
- **Rasa stores messages as they were typed.** A password or number is warned about, not masked.
- What an action asks the bot to do besides talking (its effects) is not done.
- Rasa sends a text without buttons in parts, split at blank lines.
"""


def write_readme(day: date, shape: str, port: int = PORT) -> str:
    """Return the file's content."""
    return TEXT.format(day=day.isoformat(), shape=shape, port=port, token=TOKEN_VARIABLE)
