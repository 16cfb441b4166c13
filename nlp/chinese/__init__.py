"""Chinese sentences, words and names, by two small models that need no PyTorch.

Where to look: spaCy calls `tokenizer`, which splits sentences with `sentences` and words with `lac`; names come from
`bilstm`. Both decode with `viterbi`. `runtime` is the only importer of onnxruntime, `checkpoint` reads PyTorch's files
without it. `script` folds traditional characters, `dictionary` has word frequencies, `cuts` segments and scores how much
words say, `crossings` rejects names that only appear where two words meet.
"""
