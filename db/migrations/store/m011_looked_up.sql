-- Whether an article is known is told without reading all of its source, whatever it is known by.
create index documents_guid on documents(source, guid) where guid is not null;
create index documents_title on documents(source, title, published);
