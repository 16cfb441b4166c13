-- The stories that redirect to one that itself becomes part of another are found without reading all.
create index stories_redirected on stories(redirect_to) where redirect_to is not null;
