-- What is claimed, and may want an answer, is found without reading all stories.
create index stories_claims on stories(first_seen_not_after) where claim is not null;
