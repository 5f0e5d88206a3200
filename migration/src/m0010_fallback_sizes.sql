-- What stands in a picture's place until it has come: its colours, three hexadecimal digits a cell.
ALTER TABLE media ADD COLUMN placeholder text;

-- A size has a format now: WebP, and one size in a format that everything reads. A primary key cannot be changed in SQLite,
-- so the table is made anew.
CREATE TABLE media_sizes_new (
    media_id $uuid NOT NULL REFERENCES media (id) ON DELETE CASCADE,
    kind text NOT NULL,
    width_px integer NOT NULL,
    height_px integer NOT NULL,
    size_bytes bigint NOT NULL,
    PRIMARY KEY (media_id, kind, width_px)
);
INSERT INTO media_sizes_new (media_id, kind, width_px, height_px, size_bytes)
SELECT media_id, 'webp', width_px, height_px, size_bytes FROM media_sizes;
DROP TABLE media_sizes;
ALTER TABLE media_sizes_new RENAME TO media_sizes;
