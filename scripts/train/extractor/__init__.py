"""The extractor: which words of a passage answer a question, and whether any do.

In reading order:

data.py      questions with passages, and where they answer
groups.py    a question with a passage that answers it and others that do not
model.py     the network that reads the two together, and its losses
recipe.py    the plan of a training, and what learns how fast
train.py     the extractor, with checkpoints to go on from
evaluate.py  answers found and answerability told, on development sets
export.py    a checkpoint as the folder that is run
"""
