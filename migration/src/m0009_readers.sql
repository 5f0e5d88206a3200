-- How often an article was opened on a day. A day is counted from 1970-01-01, in the site's time zone; nothing here is about a person.
CREATE TABLE article_openings (
    article_id $uuid NOT NULL REFERENCES articles (id) ON DELETE CASCADE,
    day integer NOT NULL,
    count bigint NOT NULL,
    PRIMARY KEY (article_id, day)
);
CREATE INDEX article_openings_day ON article_openings (day, article_id);

-- How often somebody came to that slide and no further, and how often it was opened by itself.
CREATE TABLE slide_readings (
    article_id $uuid NOT NULL REFERENCES articles (id) ON DELETE CASCADE,
    slide_id text NOT NULL,
    day integer NOT NULL,
    furthest bigint NOT NULL,
    alone bigint NOT NULL,
    PRIMARY KEY (article_id, slide_id, day)
);
CREATE INDEX slide_readings_day ON slide_readings (day, article_id);

ALTER TABLE settings ADD COLUMN count_openings boolean NOT NULL DEFAULT true;
-- The address of the WebSub hub; empty when there is none.
ALTER TABLE settings ADD COLUMN hub text NOT NULL DEFAULT '';

-- The addresses of a person's profiles elsewhere, one a line.
ALTER TABLE people ADD COLUMN links text NOT NULL DEFAULT '';

-- A slide that moves from article to article leaves an address at each.
CREATE TABLE gone_slides_of_articles (
    article_id $uuid NOT NULL REFERENCES articles (id) ON DELETE CASCADE,
    slide_id text NOT NULL,
    gone_at $moment NOT NULL,
    PRIMARY KEY (article_id, slide_id)
);
INSERT INTO gone_slides_of_articles (article_id, slide_id, gone_at) SELECT article_id, slide_id, gone_at FROM gone_slides;
DROP TABLE gone_slides;
ALTER TABLE gone_slides_of_articles RENAME TO gone_slides;

-- Whether a report came with so many others that it is kept aside.
ALTER TABLE error_reports ADD COLUMN held boolean NOT NULL DEFAULT false;
