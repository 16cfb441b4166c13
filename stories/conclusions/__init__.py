"""What is concluded of a whole story: headline, subject, claim and times. Responses and checks are found elsewhere.

Start at `concluding`, which reads items through `item_views` (cached) and their titles through `subject_titles`.
`headlines` picks the headline, `claims` the claim that calls for an answer, `first_sighting` the item that made it
first, `breaking` the day that texts give for it; `latency` computes with intervals of time.
"""
