-- Who uploaded the file of an item that somebody else had added before. They hold it too: they see and use it; changing it is for
-- the one who added it first, and for editors.
CREATE TABLE media_holders (
    media_id $uuid NOT NULL REFERENCES media (id) ON DELETE CASCADE,
    person_id $uuid NOT NULL REFERENCES people (id),
    PRIMARY KEY (media_id, person_id)
);
CREATE INDEX media_holders_person ON media_holders (person_id, media_id);

-- What one person has added: for the library, and for the quota.
CREATE INDEX media_added_by ON media (added_by, id);
