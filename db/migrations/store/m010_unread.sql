-- What is to be read is found without looking through all that was read.
create table unread ( -- an item whose present wording nobody has read yet; kept by triggers
  item text primary key               -- id of the document or topic
) strict, without rowid;
create index readings_reader on readings(reader);

insert into unread (item)
select id
from documents
left join readings on readings.item = documents.id
where readings.text_sha256 is not documents.text_sha256
union
select id
from topics
left join readings on readings.item = topics.id
where readings.text_sha256 is not topics.key;

create trigger documents_unread_insert after insert on documents begin
  insert or ignore into unread (item)
  select new.id
  where not exists (select 1 from readings where item = new.id and text_sha256 = new.text_sha256);
end;
create trigger documents_unread_update after update of text_sha256 on documents begin
  delete from unread where item = new.id;
  insert into unread (item)
  select new.id
  where not exists (select 1 from readings where item = new.id and text_sha256 = new.text_sha256);
end;
create trigger documents_unread_delete after delete on documents begin
  delete from unread where item = old.id;
end;

create trigger topics_unread_insert after insert on topics begin
  insert or ignore into unread (item)
  select new.id
  where not exists (select 1 from readings where item = new.id and text_sha256 = new.key);
end;
create trigger topics_unread_update after update of key on topics begin
  delete from unread where item = new.id;
  insert into unread (item)
  select new.id
  where not exists (select 1 from readings where item = new.id and text_sha256 = new.key);
end;
create trigger topics_unread_delete after delete on topics begin
  delete from unread where item = old.id;
end;

create trigger readings_unread_insert after insert on readings begin
  delete from unread
  where item = new.item
    and (
      exists (select 1 from documents where id = new.item and text_sha256 = new.text_sha256)
      or exists (select 1 from topics where id = new.item and key = new.text_sha256)
    );
end;

create trigger readings_unread_update after update of text_sha256 on readings begin
  delete from unread
  where item = new.item
    and (
      exists (select 1 from documents where id = new.item and text_sha256 = new.text_sha256)
      or exists (select 1 from topics where id = new.item and key = new.text_sha256)
    );
end;

create trigger readings_unread_delete after delete on readings begin
  insert or ignore into unread (item)
  select id from documents where id = old.item
  union
  select id from topics where id = old.item;
end;
