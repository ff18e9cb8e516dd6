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
static_pairs.py        texts that say or ask the same, as numbers of pieces
static_vocabulary.py   the static encoder's vocabulary
train_static.py        the static encoder
vectors.py             vectors kept between runs
terms.py               terms and their translations
train_lexicon.py       a bilingual lexicon from parallel text
pack_lexicon.py        a lexicon as the file that ships
train_language.py      the table that tells languages apart
extractor_data.py      questions with passages, and where they answer
extractor_model.py     the network that reads the two together, and its losses
train_extractor.py     the extractor, with checkpoints to go on from
evaluate_extractor.py  answers found and answerability told, on development sets
export_extractor.py    a checkpoint as the folder that is run
"""
