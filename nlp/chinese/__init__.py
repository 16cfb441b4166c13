"""READ Chinese: sentences, words and names, by two small models that need no PyTorch.

Where to look: spaCy calls `tokenizer`, which cuts sentences with `sentences` and words with `lac`; names come from `bilstm`. Both
decode with `viterbi`. `runtime` is the only door to onnxruntime, `checkpoint` reads PyTorch's files without it. `script` folds
traditional characters, `dictionary` knows ordinary words, `cuts` how much the words of a text say,
`crossings` names that only seem to stand where two words meet.
"""
