"""Training: the models that ship, made again from public parts.

The files in reading order:

packed_e5.py           the packed model that the base encoder is made of
pack_weights.py        an ONNX model's weights in blocks of few bits
base_weights.py        the weights of such a model as numbers again
train_encoder.py       the base encoder, made from the package that carries it
export_encoder.py      a sentence-transformers model as the folder that is run
tuning_texts.py        what the question side is tuned with
distil_questions.py    tuning the question side
adapt_questions.py     an addition that only questions pass through
vectors.py             vectors kept between runs
train_language.py      the table that tells languages apart

The folders: ``static`` (the encoder without layers), ``lexicon``, ``extractor``.
"""
