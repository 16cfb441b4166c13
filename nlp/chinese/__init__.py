"""READ Chinese: sentences, words and names by two small models that need no PyTorch.

Where to read on. `tokenizer` is what spaCy calls: it has `sentences` cut the text and `lac` tell its words. Names are `bilstm`'s.
Both weigh the tags by `viterbi`; `runtime` is the door to onnxruntime, `checkpoint` reads PyTorch's files without it.
`script` folds traditional characters, `dictionary` tells ordinary words, `crossings` where a name only seems to stand because two of them meet.
"""
