-- Who wrote what readers see. The date is the live article's own: a person's articles are read off the index, newest first, and
-- whether somebody has published anything is one look.
CREATE TABLE live_bylines (
    article_id $uuid NOT NULL REFERENCES live_articles (article_id) ON DELETE CASCADE,
    person_id $uuid NOT NULL REFERENCES people (id),
    published_at $moment NOT NULL,
    PRIMARY KEY (article_id, person_id)
);
CREATE INDEX live_bylines_newest ON live_bylines (person_id, published_at, article_id);
INSERT INTO live_bylines (article_id, person_id, published_at)
    SELECT bylines.article_id, bylines.person_id, live_articles.published_at
    FROM bylines JOIN live_articles ON live_articles.article_id = bylines.article_id;
