-- What was put right in a published article, and what is said about it. Kept for ever, shown while the article is.
CREATE TABLE corrections (
    id $uuid PRIMARY KEY,
    article_id $uuid NOT NULL REFERENCES articles (id) ON DELETE CASCADE,
    -- The slide that it is about; none for the whole article.
    slide_id text,
    kind text NOT NULL,
    text text NOT NULL,
    made_at $moment NOT NULL,
    made_by $uuid NOT NULL REFERENCES people (id)
);
CREATE INDEX corrections_article ON corrections (article_id, made_at);
CREATE INDEX corrections_made ON corrections (made_at, id);

-- What readers say is wrong. They leave no name.
CREATE TABLE error_reports (
    id $uuid PRIMARY KEY,
    article_id $uuid NOT NULL REFERENCES articles (id) ON DELETE CASCADE,
    slide_id text NOT NULL,
    -- The words of the slide that it is about; empty when none were chosen.
    quote text NOT NULL,
    text text NOT NULL,
    made_at $moment NOT NULL,
    settled_at $moment,
    settled_by $uuid REFERENCES people (id)
);
CREATE INDEX error_reports_article ON error_reports (article_id, settled_at);
CREATE INDEX error_reports_made ON error_reports (settled_at, made_at, id);

-- Slides that readers saw and see no more: their addresses say so.
CREATE TABLE gone_slides (
    slide_id text PRIMARY KEY,
    article_id $uuid NOT NULL REFERENCES articles (id) ON DELETE CASCADE,
    gone_at $moment NOT NULL
);
CREATE INDEX gone_slides_article ON gone_slides (article_id);
