-- What an address wrote, in numbers, is read off this index alone. It is made first: from here on nobody writes comments on PostgreSQL
-- until all is done, so that none is missed below.
CREATE INDEX comments_email_state ON comments (email, state);

-- How many comments there are in each state. Whoever adds a comment or moves one on counts it here, in the same transaction.
CREATE TABLE comment_counts (
    id integer PRIMARY KEY CHECK (id = 1),
    pending bigint NOT NULL,
    published bigint NOT NULL,
    rejected bigint NOT NULL,
    spam bigint NOT NULL
);
INSERT INTO comment_counts (id, pending, published, rejected, spam)
SELECT
    1,
    count(CASE WHEN state = 'pending' THEN 1 END),
    count(CASE WHEN state = 'published' THEN 1 END),
    count(CASE WHEN state = 'rejected' THEN 1 END),
    count(CASE WHEN state = 'spam' THEN 1 END)
FROM comments;
