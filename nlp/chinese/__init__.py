"""READ Chinese: sentences, words and names by two small models that need no PyTorch."""
