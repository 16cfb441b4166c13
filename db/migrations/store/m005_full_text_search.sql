-- Search over documents, topics and stories. Datasette finds the index by content="…" in double quotes.
create virtual table documents_fts using fts5 (
  search_text,
  tokenize = "porter unicode61",
  content="documents"
);
create trigger documents_fts_insert after insert on documents begin
  insert into documents_fts (rowid, search_text) values (new.rowid, new.search_text);
end;
create trigger documents_fts_delete after delete on documents begin
  insert into documents_fts (documents_fts, rowid, search_text) values ('delete', old.rowid, old.search_text);
end;
create trigger documents_fts_update after update of search_text on documents begin
  insert into documents_fts (documents_fts, rowid, search_text) values ('delete', old.rowid, old.search_text);
  insert into documents_fts (rowid, search_text) values (new.rowid, new.search_text);
end;

create virtual table topics_fts using fts5 (
  search_text,
  tokenize = "porter unicode61",
  content="topics"
);
create trigger topics_fts_insert after insert on topics begin
  insert into topics_fts (rowid, search_text) values (new.rowid, new.search_text);
end;
create trigger topics_fts_delete after delete on topics begin
  insert into topics_fts (topics_fts, rowid, search_text) values ('delete', old.rowid, old.search_text);
end;
create trigger topics_fts_update after update of search_text on topics begin
  insert into topics_fts (topics_fts, rowid, search_text) values ('delete', old.rowid, old.search_text);
  insert into topics_fts (rowid, search_text) values (new.rowid, new.search_text);
end;

create virtual table stories_fts using fts5 (
  search_text,
  tokenize = "porter unicode61",
  content="stories"
);
create trigger stories_fts_insert after insert on stories begin
  insert into stories_fts (rowid, search_text) values (new.rowid, new.search_text);
end;
create trigger stories_fts_delete after delete on stories begin
  insert into stories_fts (stories_fts, rowid, search_text) values ('delete', old.rowid, old.search_text);
end;
create trigger stories_fts_update after update of search_text on stories begin
  insert into stories_fts (stories_fts, rowid, search_text) values ('delete', old.rowid, old.search_text);
  insert into stories_fts (rowid, search_text) values (new.rowid, new.search_text);
end;
