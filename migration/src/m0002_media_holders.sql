-- Who holds a media item: everybody who uploaded the same file. A writer sees and uses what they hold; changing it is for the
-- one who added it first, and for editors.
CREATE TABLE media_holders (
    media_id $uuid NOT NULL REFERENCES media (id) ON DELETE CASCADE,
    person_id $uuid NOT NULL REFERENCES people (id),
    PRIMARY KEY (media_id, person_id)
);
CREATE INDEX media_holders_person ON media_holders (person_id, media_id);
INSERT INTO media_holders (media_id, person_id) SELECT id, added_by FROM media;

-- What one person has added, for the quota.
CREATE INDEX media_added_by ON media (added_by, size_bytes);
