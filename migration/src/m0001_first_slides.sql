-- The number of the site as readers see it: raised by every commit that could change a page.
CREATE TABLE edition (
    id integer PRIMARY KEY CHECK (id = 1),
    number bigint NOT NULL
);
INSERT INTO edition (id, number) VALUES (1, 1);

CREATE TABLE settings (
    id integer PRIMARY KEY CHECK (id = 1),
    site_title text NOT NULL,
    site_description text NOT NULL,
    language text NOT NULL,
    time_zone text NOT NULL,
    comment_policy text NOT NULL,
    authors_moderate boolean NOT NULL,
    version integer NOT NULL
);

CREATE TABLE people (
    id $uuid PRIMARY KEY,
    handle text NOT NULL UNIQUE,
    name text NOT NULL,
    role_line text NOT NULL,
    pronouns text NOT NULL,
    bio text NOT NULL,
    bio_html text NOT NULL,
    portrait_id $uuid $portrait,
    version integer NOT NULL,
    created_at $moment NOT NULL
);
CREATE INDEX people_portrait ON people (portrait_id);

CREATE TABLE accounts (
    id $uuid PRIMARY KEY,
    person_id $uuid NOT NULL UNIQUE REFERENCES people (id),
    email text NOT NULL UNIQUE,
    password_hash text NOT NULL,
    role text NOT NULL,
    suspended_at $moment,
    created_at $moment NOT NULL
);
-- Invariant: there is at most one owner. That there is always one is held by the verbs.
CREATE UNIQUE INDEX accounts_one_owner ON accounts (role) WHERE role = 'owner';

-- Only the SHA-256 of a session's token is kept.
CREATE TABLE sessions (
    token_hash text PRIMARY KEY,
    account_id $uuid NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    device text NOT NULL,
    created_at $moment NOT NULL,
    seen_at $moment NOT NULL
);
CREATE INDEX sessions_account ON sessions (account_id);
CREATE INDEX sessions_seen ON sessions (seen_at);

-- Counters of guesses and of comments. The key is a keyed hash: it names nobody.
CREATE TABLE throttles (
    key text PRIMARY KEY,
    hits integer NOT NULL,
    since $moment NOT NULL,
    until $moment NOT NULL
);
CREATE INDEX throttles_until ON throttles (until);

CREATE TABLE sources (
    id $uuid PRIMARY KEY,
    name text NOT NULL,
    folded text NOT NULL UNIQUE,
    aliases $json NOT NULL,
    url text NOT NULL,
    licence text
);

CREATE TABLE media (
    id $uuid PRIMARY KEY,
    hash text NOT NULL UNIQUE,
    kind text NOT NULL,
    file_name text NOT NULL,
    width_px integer NOT NULL,
    height_px integer NOT NULL,
    size_bytes bigint NOT NULL,
    alt text NOT NULL,
    creator text NOT NULL,
    credit_line text NOT NULL,
    source text NOT NULL,
    source_url text NOT NULL,
    copyright text NOT NULL,
    licence text,
    added_by $uuid NOT NULL REFERENCES people (id),
    version integer NOT NULL,
    created_at $moment NOT NULL
);

CREATE TABLE media_sizes (
    media_id $uuid NOT NULL REFERENCES media (id) ON DELETE CASCADE,
    width_px integer NOT NULL,
    height_px integer NOT NULL,
    size_bytes bigint NOT NULL,
    PRIMARY KEY (media_id, width_px)
);

CREATE TABLE articles (
    id $uuid PRIMARY KEY,
    slug text NOT NULL UNIQUE,
    title text NOT NULL,
    standfirst text NOT NULL,
    status text NOT NULL,
    comments text NOT NULL,
    version integer NOT NULL,
    created_by $uuid NOT NULL REFERENCES people (id),
    created_at $moment NOT NULL,
    changed_at $moment NOT NULL,
    published_at $moment,
    updated_at $moment
);
CREATE INDEX articles_changed ON articles (changed_at, id);
CREATE INDEX articles_status ON articles (status, changed_at, id);

-- Every address an article ever had; the one in use is articles.slug.
CREATE TABLE slugs (
    slug text PRIMARY KEY,
    article_id $uuid NOT NULL REFERENCES articles (id) ON DELETE CASCADE,
    since $moment NOT NULL
);
CREATE INDEX slugs_article ON slugs (article_id);

CREATE TABLE bylines (
    article_id $uuid NOT NULL REFERENCES articles (id) ON DELETE CASCADE,
    person_id $uuid NOT NULL REFERENCES people (id),
    position integer NOT NULL,
    PRIMARY KEY (article_id, person_id)
);
CREATE INDEX bylines_person ON bylines (person_id);

-- The working copy. A slide's id is public and for life; its position is not.
CREATE TABLE slides (
    id text PRIMARY KEY,
    article_id $uuid NOT NULL REFERENCES articles (id) ON DELETE CASCADE,
    position integer NOT NULL,
    heading text NOT NULL,
    body text NOT NULL,
    body_html text NOT NULL,
    version integer NOT NULL,
    changed_at $moment NOT NULL,
    changed_by $uuid NOT NULL REFERENCES people (id),
    removed_at $moment
);
CREATE INDEX slides_article ON slides (article_id, position);

CREATE TABLE pictures (
    id $uuid PRIMARY KEY,
    slide_id text NOT NULL REFERENCES slides (id) ON DELETE CASCADE,
    position integer NOT NULL,
    media_id $uuid REFERENCES media (id),
    alt text NOT NULL,
    decorative boolean NOT NULL,
    caption text NOT NULL,
    creator text NOT NULL,
    credit_line text NOT NULL,
    source text NOT NULL,
    source_url text NOT NULL,
    copyright text NOT NULL,
    licence text
);
CREATE INDEX pictures_slide ON pictures (slide_id, position);
CREATE INDEX pictures_media ON pictures (media_id);

-- The live copy: what readers see, made by publishing and by nothing else.
CREATE TABLE live_articles (
    article_id $uuid PRIMARY KEY REFERENCES articles (id) ON DELETE CASCADE,
    title text NOT NULL,
    standfirst text NOT NULL,
    slide_count integer NOT NULL,
    word_count integer NOT NULL,
    cover $json,
    published_at $moment NOT NULL,
    updated_at $moment
);
CREATE INDEX live_articles_published ON live_articles (published_at, article_id);

CREATE TABLE live_slides (
    slide_id text PRIMARY KEY,
    article_id $uuid NOT NULL REFERENCES live_articles (article_id) ON DELETE CASCADE,
    position integer NOT NULL,
    heading text NOT NULL,
    body_html text NOT NULL,
    figures $json NOT NULL
);
CREATE INDEX live_slides_article ON live_slides (article_id, position);

-- Which media readers may fetch because a published article shows them.
CREATE TABLE live_media (
    media_id $uuid NOT NULL REFERENCES media (id),
    article_id $uuid NOT NULL REFERENCES live_articles (article_id) ON DELETE CASCADE,
    PRIMARY KEY (media_id, article_id)
);
CREATE INDEX live_media_article ON live_media (article_id);

CREATE TABLE comments (
    id $uuid PRIMARY KEY,
    article_id $uuid NOT NULL REFERENCES articles (id) ON DELETE CASCADE,
    slide_id text,
    parent_id $uuid REFERENCES comments (id),
    -- The comment that began the thread; a comment that answers nobody is its own.
    root_id $uuid NOT NULL,
    name text NOT NULL,
    email text NOT NULL,
    person_id $uuid REFERENCES people (id),
    body text NOT NULL,
    body_html text NOT NULL,
    state text NOT NULL,
    held_because text NOT NULL,
    version integer NOT NULL,
    created_at $moment NOT NULL
);
CREATE INDEX comments_thread ON comments (article_id, state, root_id, id);
CREATE INDEX comments_state ON comments (state, id);
CREATE INDEX comments_email ON comments (email, created_at);

-- Decisions on comments are added, never changed; undoing is one more decision.
CREATE TABLE decisions (
    id $uuid PRIMARY KEY,
    comment_id $uuid NOT NULL REFERENCES comments (id) ON DELETE CASCADE,
    comment_version integer NOT NULL,
    from_state text NOT NULL,
    to_state text NOT NULL,
    reason text NOT NULL,
    note text NOT NULL,
    person_id $uuid REFERENCES people (id),
    undoes $uuid,
    made_at $moment NOT NULL,
    UNIQUE (comment_id, comment_version)
);

CREATE TABLE audit (
    id $uuid PRIMARY KEY,
    made_at $moment NOT NULL,
    person_id $uuid,
    act text NOT NULL,
    subject text NOT NULL,
    detail text NOT NULL
);
CREATE INDEX audit_made ON audit (made_at, id);
