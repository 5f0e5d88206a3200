-- When readers first saw a slide that came after its article, and when it last changed for them; nothing where it is as it was when
-- the article was published.
ALTER TABLE live_slides ADD COLUMN added_at $moment;
ALTER TABLE live_slides ADD COLUMN changed_at $moment;
