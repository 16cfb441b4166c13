-- The figures of a check, `one` and `other`, each with the document or topic it stands in and that document's source.
join figures one on one.id = checks.left_figure
left join documents one_document on one_document.id = one.document
left join sources one_source on one_source.id = one_document.source
left join topics one_topic on one_topic.id = one.topic
left join figures other on other.id = checks.right_figure
left join documents other_document on other_document.id = other.document
left join sources other_source on other_source.id = other_document.source
left join topics other_topic on other_topic.id = other.topic
