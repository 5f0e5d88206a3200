-- The texts of an item that words are looked for in, with their letters folded. Filled in by the program, and by whoever writes one of
-- them.
ALTER TABLE media ADD COLUMN folded text NOT NULL DEFAULT '';
