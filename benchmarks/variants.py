"""Ways to understand that leave a part out or put one in."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from bot.content.catalogue import ROOT
from bot.content.training_data import Example
from bot.conversation.folding import fold
from bot.conversation.understanding.corpus import Corpus, Document, document_of, read_corpus
from bot.conversation.understanding.interpreter import OUT_OF_SCOPE
from bot.conversation.understanding.lexicon import Lexicon
from bot.conversation.understanding.normalise import Normaliser
from bot.conversation.understanding.reader import Reader
from bot.messages import Language

READER = Reader.load(ROOT / "intents")
"""The reader as it is served, without corrected spelling."""

Reading = Callable[[Reader, str], Document]


def without_concepts(reader: Reader, text: str) -> Document:
    """Return the words alone."""
    return document_of(reader, text)[0], "none"


def without_pairs(reader: Reader, text: str) -> Document:
    """Return words and concepts, but not which concepts come together."""
    words, concepts = document_of(reader, text)
    return words, " ".join(name for name in concepts.split() if "+" not in name)


def with_marks(reader: Reader, text: str) -> Document:
    """Return the words with the marks they were typed with, instead of without."""
    reading = reader.read(text)
    typed = (token.typed if fold(token.typed) == token.text else "" for token in reading.tokens)
    words = [mark or token.text for mark, token in zip(typed, reading.tokens, strict=True)]
    return " ".join(words), " ".join(reader.notice(reading).concepts)


def marks_beside(reader: Reader, text: str) -> Document:
    """Return the words without marks, and each word typed with marks once more with them."""
    words, concepts = document_of(reader, text)
    marked = [word for word in with_marks(reader, text)[0].split() if not word.isascii()]
    return words, " ".join([concepts, *marked])


@dataclass(frozen=True, slots=True)
class Variant:
    """One way to understand.

    Attributes:
        spells: slips of a finger are corrected.
        has_copies: a copy without marks of each message is learned, too.
        has_outside: messages that are out of scope are learned.
    """

    name: str
    read: Reading = document_of
    reader: Reader = READER
    spells: bool = True
    has_copies: bool = False
    has_outside: bool = True


_NO_LEXICON = replace(READER, normaliser=Normaliser(Lexicon({}, {}, frozenset())))
VARIANTS = (
    Variant("as served"),
    Variant("without concepts", without_concepts),
    Variant("without pairs of concepts", without_pairs),
    Variant(
        "without lexicon",
        reader=replace(READER, normaliser=Normaliser(Lexicon({}, {}, frozenset()))),
    ),
    Variant("without spelling", spells=False),
    Variant("marks instead", with_marks),
    Variant("marks instead, copies without", with_marks, has_copies=True),
    Variant("marks beside", marks_beside),
    Variant("without out-of-scope class", has_outside=False),
)


def learned_by(variant: Variant, examples: Sequence[Example]) -> list[Example]:
    """Return the messages that a variant learns; copies stand behind all the others."""
    learned = [one for one in examples if variant.has_outside or one.intent != OUT_OF_SCOPE]
    if not variant.has_copies:
        return learned
    marked = [one for one in learned if one.language is Language.VI]
    return learned + [replace(one, text=fold(one.text)) for one in marked]


def corpus_of(variant: Variant, learned: Sequence[Example]) -> tuple[Corpus, Reader]:
    """Return messages as a variant reads them, and its reader."""
    corpus = read_corpus(learned, variant.reader)
    reader = variant.reader.with_spelling_of(corpus.known_words if variant.spells else ())
    return replace(corpus, documents=[variant.read(reader, one.text) for one in learned]), reader
