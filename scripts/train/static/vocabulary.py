"""The vocabulary of a static encoder: pieces of lower-case words of three languages."""

from collections.abc import Iterable

from tokenizers import Tokenizer, models, normalizers, pre_tokenizers, trainers

UNKNOWN = "<unk>"
_LEAST = 3
_LETTERS = 400


def train_vocabulary(texts: Iterable[str], size: int) -> Tokenizer:
    """A tokenizer of at most ``size`` pieces, learned from texts by byte-pair merging (Sennrich et al. 2016).

    A word is cut at its punctuation and between letters and digits. A piece that begins a word is marked
    with ``▁``. Of the signs the 400 commonest are known.
    """
    tokenizer = Tokenizer(models.BPE(unk_token=UNKNOWN, fuse_unk=True))
    tokenizer.normalizer = normalizers.Sequence([normalizers.NFKC(), normalizers.Lowercase()])
    tokenizer.pre_tokenizer = pre_tokenizers.Sequence(
        [
            pre_tokenizers.Whitespace(),
            pre_tokenizers.Digits(individual_digits=False),
            pre_tokenizers.Metaspace(prepend_scheme="always"),
        ]
    )
    trainer = trainers.BpeTrainer(
        vocab_size=size,
        min_frequency=_LEAST,
        limit_alphabet=_LETTERS,
        special_tokens=[UNKNOWN],
        show_progress=False,
    )
    tokenizer.train_from_iterator(texts, trainer)
    return tokenizer
