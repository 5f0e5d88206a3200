-- What readers can find: an article by its title and standfirst, each of its slides, and a person by name. Made when an article is
-- published, taken out when it is withdrawn; `text` is what an extract is cut from.
CREATE TABLE search_entries (
    id $counted,
    article_id $uuid REFERENCES live_articles (article_id) ON DELETE CASCADE,
    slide_id text,
    person_id $uuid REFERENCES people (id) ON DELETE CASCADE,
    position integer NOT NULL,
    heading text NOT NULL,
    text text NOT NULL
);
CREATE INDEX search_entries_article ON search_entries (article_id);
CREATE INDEX search_entries_person ON search_entries (person_id);
