"""A model trained once for a run, from a handful of messages."""

import shutil
from pathlib import Path

import pytest

from bot.content import training_data
from bot.conversation.understanding.corpus import read_corpus
from bot.conversation.understanding.interpreter import Interpreter
from bot.conversation.understanding.learned import save
from bot.conversation.understanding.reader import Reader
from bot.conversation.understanding.training import train

REAL_INTENTS = Path(__file__).parents[4] / "intents"

VIETNAMESE = {
    "ask_deadline": """
hạn chuyển sang VNeID là ngày nào
bao giờ hết hạn chuyển đổi tài khoản
hạn chót liên kết là khi nào
đến ngày nào thì phải chuyển xong
còn mấy ngày nữa hết hạn vậy""",
    "ask_linking": """
cách liên kết tài khoản Cổng với VNeID
hướng dẫn tôi liên kết tài khoản
các bước liên kết như thế nào
muốn liên kết thì bấm vào đâu
làm sao để liên kết tài khoản dịch vụ công""",
    "greet": """
xin chào
chào bạn
chào ad nhé
chào buổi sáng
alo có ai không""",
    "out_of_scope": """
làm hộ chiếu ở đâu
đổi bằng lái xe thế nào
thời tiết hôm nay ra sao
nộp thuế ô tô kiểu gì
mua vé tàu tết ở đâu""",
}
ENGLISH = {
    "ask_deadline": """
when is the deadline to switch to VNeID
what is the last day to move my account
until when can I switch
is the deadline over
which date must I switch by""",
    "ask_linking": """
how do I link my portal account with VNeID
show me the steps to link the accounts
where do I click to link
help me link my account
what do I do to connect both accounts""",
    "greet": """
hello
hi there
good morning
hey, anyone here
good evening to you""",
    "out_of_scope": """
how do I renew my driving licence
where can I get a passport
what is the weather like today
how do I pay car tax
where do I buy train tickets""",
}


def write_messages(folder, language, messages):
    blocks = ['version: "3.1"', "nlu:"]
    for intent, lines in messages.items():
        listed = "".join(f"      - {line}\n" for line in lines.strip().splitlines())
        blocks.append(f"  - intent: {intent}\n    examples: |\n{listed}")
    (folder / language).mkdir(parents=True, exist_ok=True)
    (folder / language / "all.yml").write_text("\n".join(blocks), encoding="utf-8")


@pytest.fixture(scope="session")
def intents_folder(tmp_path_factory):
    folder = tmp_path_factory.mktemp("intents")
    for name in ("lexicon.yml", "entities.yml", "concepts.yml"):
        shutil.copy(REAL_INTENTS / name, folder / name)
    write_messages(folder, "vi", VIETNAMESE)
    write_messages(folder, "en", ENGLISH)
    return folder


@pytest.fixture(scope="session")
def reader():
    return Reader.load(REAL_INTENTS)


@pytest.fixture(scope="session")
def normaliser(reader):
    return reader.normaliser


@pytest.fixture(scope="session")
def corpus(intents_folder, reader):
    return read_corpus(training_data.load(intents_folder).examples, reader)


@pytest.fixture(scope="session")
def learned(corpus):
    return train(corpus, "0123456789")


@pytest.fixture(scope="session")
def model_file(learned, tmp_path_factory):
    path = tmp_path_factory.mktemp("models") / "model.npz"
    save(learned, path)
    return path


@pytest.fixture(scope="session")
def interpreter(model_file, intents_folder):
    return Interpreter.load(model_file, intents_folder, {*VIETNAMESE, "state_account_type"})
