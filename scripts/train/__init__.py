"""The models that ship, made again from public parts.

In reading order:

vectors.py            encoded passages, kept between runs
train_encoder.py      the encoder that ships, again from public parts
train_static.py       the static encoder from pairs of texts
static_pairs.py       those pairs, as numbers of pieces
static_vocabulary.py  its pieces
packed_e5.py          the model inside the package that carries it
tuning_texts.py       what questions can be tuned with
distil_questions.py   tuning them: other languages to the Finnish vectors
adapt_questions.py    what tuning adds, put into an exported model
export_encoder.py     any sentence-transformers model into the form that ships
pack_weights.py       its weights in 4 or 8 bits
terms.py              terms and their translations; ours stand in terms.tsv
train_lexicon.py      parallel text and terms into a bilingual lexicon
pack_lexicon.py       a bilingual lexicon into the form that ships
train_language.py     the table that tells languages apart
"""
