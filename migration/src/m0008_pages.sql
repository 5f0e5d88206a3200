-- What is written: an article, or a page that stands by itself, such as an imprint. Lists of either are read off an index.
ALTER TABLE articles ADD COLUMN kind text NOT NULL DEFAULT 'article';
DROP INDEX articles_changed;
DROP INDEX articles_status;
CREATE INDEX articles_changed ON articles (kind, changed_at, id);
CREATE INDEX articles_status ON articles (kind, status, changed_at, id);

-- What readers see of a page. It is in no table that lists of articles, feeds, counts and searches are made from: no filter can be
-- forgotten.
CREATE TABLE live_pages (
    article_id $uuid PRIMARY KEY REFERENCES articles (id) ON DELETE CASCADE,
    title text NOT NULL,
    standfirst text NOT NULL,
    slides $json NOT NULL,
    published_at $moment NOT NULL,
    updated_at $moment
);

-- Which media readers may fetch because a page shows them.
CREATE TABLE live_page_media (
    media_id $uuid NOT NULL REFERENCES media (id),
    article_id $uuid NOT NULL REFERENCES live_pages (article_id) ON DELETE CASCADE,
    PRIMARY KEY (media_id, article_id)
);
CREATE INDEX live_page_media_page ON live_page_media (article_id);

-- The menu: what stands in the masthead and in the foot. Before anybody has saved one, pages show the one to begin with.
ALTER TABLE settings ADD COLUMN menu_version integer NOT NULL DEFAULT 0;
CREATE TABLE menu_entries (
    place text NOT NULL,
    position integer NOT NULL,
    site integer NOT NULL REFERENCES settings (id),
    -- Empty where it is called what it leads to.
    label text NOT NULL,
    -- One of these four.
    list text,
    page_id $uuid REFERENCES articles (id) ON DELETE CASCADE,
    topic_id $uuid REFERENCES topics (id) ON DELETE CASCADE,
    address text,
    PRIMARY KEY (place, position)
);

-- How the site looks to readers. What every page is made from is `look` and the hash of its sheet; the sheet that an admin wrote
-- is read when it is changed.
CREATE TABLE appearances (
    id integer PRIMARY KEY CHECK (id = 1),
    version integer NOT NULL,
    look $json NOT NULL,
    -- The picture in the look, so that it stays.
    logo_id $uuid REFERENCES media (id),
    sheet_hash text,
    own_css text NOT NULL,
    own_is_on boolean NOT NULL
);

-- The sheets that pages link to, by their hashes: the one in use and the last ones before it, for pages that are on their way.
CREATE TABLE site_sheets (
    hash text PRIMARY KEY,
    css text NOT NULL,
    made_at $moment NOT NULL
);
