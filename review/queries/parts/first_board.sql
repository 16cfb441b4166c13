-- The platform on whose board a story was first seen, if its first item is a topic.
select topics.platform
from topics
where topics.id = stories.first_item
