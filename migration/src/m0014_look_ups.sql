-- The texts of an item that words are looked for in, with their letters folded. Filled in by the program, and by whoever writes one of
-- them.
ALTER TABLE media ADD COLUMN folded text NOT NULL DEFAULT '';

-- What was put right on a slide, and what readers reported of it, goes with the slide to the article that shows it.
CREATE INDEX corrections_slide ON corrections (slide_id);
CREATE INDEX error_reports_slide ON error_reports (slide_id);

-- A register of sources that is full lets go of some of whoever added most.
ALTER TABLE sources ADD COLUMN added_by $uuid REFERENCES people (id);
