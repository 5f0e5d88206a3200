-- What articles are about. A name is there once, however its letters are written.
CREATE TABLE topics (
    id $uuid PRIMARY KEY,
    slug text NOT NULL UNIQUE,
    name text NOT NULL,
    folded text NOT NULL UNIQUE,
    description text NOT NULL,
    version integer NOT NULL,
    -- How many published articles have it: counted as they come and go, so that no page counts them.
    article_count integer NOT NULL,
    -- Whether readers ever found an article under it: then its address says so for ever.
    was_public boolean NOT NULL
);
CREATE INDEX topics_in_use ON topics (folded) WHERE article_count > 0;

-- Every address a topic ever had; one whose topic was deleted says so for ever.
CREATE TABLE topic_slugs (
    slug text PRIMARY KEY,
    topic_id $uuid REFERENCES topics (id) ON DELETE SET NULL
);
CREATE INDEX topic_slugs_topic ON topic_slugs (topic_id);

-- The topics of a working copy, the most important first.
CREATE TABLE article_topics (
    article_id $uuid NOT NULL REFERENCES articles (id) ON DELETE CASCADE,
    topic_id $uuid NOT NULL REFERENCES topics (id) ON DELETE CASCADE,
    position integer NOT NULL,
    PRIMARY KEY (article_id, topic_id)
);
CREATE INDEX article_topics_topic ON article_topics (topic_id);

-- The topics that readers see. The date is the live article's own: a topic's articles are read off the index, newest first.
CREATE TABLE live_topics (
    article_id $uuid NOT NULL REFERENCES live_articles (article_id) ON DELETE CASCADE,
    topic_id $uuid NOT NULL REFERENCES topics (id) ON DELETE CASCADE,
    position integer NOT NULL,
    published_at $moment NOT NULL,
    PRIMARY KEY (article_id, topic_id)
);
CREATE INDEX live_topics_newest ON live_topics (topic_id, published_at, article_id);
