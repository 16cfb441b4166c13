-- What wordings mean, where an embedding model is installed.
create table vectors ( -- what a wording means, as the optional embedding model told it once; can be made anew
  key text primary key,               -- from the model and the wording; items with the same title share it
  vector blob not null                -- half floats, little-endian, of length one
) strict, without rowid;
