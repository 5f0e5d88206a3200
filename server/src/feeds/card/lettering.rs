//! The words on a card: shaped and wrapped in any script, in the site's serif.

use cosmic_text::fontdb::{Database, Source};
use cosmic_text::{
    Attrs, Buffer, Color, Ellipsize, EllipsizeHeightLimit, Family, FontSystem, Metrics, Shaping, SwashCache, Weight, Wrap,
};
use image::{Rgb, RgbImage};
use std::ops::Range;
use std::sync::Arc;

/// Literata at weight 600 and optical size 36 in one file, for Latin, Cyrillic, Greek and Vietnamese. Made with fontTools from the
/// variable fonts of the npm package `@fontsource-variable/literata` 5.3.0: `instancer` for the two axes, `merge` for the subsets.
const LITERATA: &[u8] = include_bytes!("../../../../style/fonts/literata-600.ttf");
const FAMILY: Family<'static> = Family::Name("Literata");
const WEIGHT: Weight = Weight(600);

/// How far the baselines are apart, in sizes of the font.
const LINE: f32 = 1.18;

/// What sets words. Keeps what it has read of its fonts.
pub struct Lettering {
    fonts: FontSystem,
    glyphs: SwashCache,
    knows_the_systems_fonts: bool,
}

/// The room that words have.
#[derive(Debug, Clone, Copy)]
pub struct Room {
    /// From left to right, in pixels.
    pub width: f32,
    /// From top to bottom, in pixels.
    pub height: f32,
}

/// Where words are written, and in which colour.
#[derive(Debug, Clone, Copy)]
pub struct Place {
    /// The left edge of their room, in pixels.
    pub left: i32,
    /// Its upper edge, in pixels.
    pub top: i32,
    /// Red, green and blue.
    pub ink: [u8; 3],
}

/// Words in their lines.
pub struct Set(Buffer);

impl Set {
    /// From the top of the first line to the end of the last, in pixels.
    pub fn height(&self) -> f32 {
        self.0.layout_runs().map(|run| run.line_top + run.line_height).fold(0.0, f32::max)
    }

    /// Whether every line is inside its room.
    fn fits(&self, room: Room) -> bool {
        self.height() <= room.height && self.0.layout_runs().all(|run| run.line_w <= room.width)
    }
}

impl Lettering {
    /// Letters in the font that comes with the program.
    pub fn new() -> Self {
        let mut fonts = Database::new();
        fonts.load_font_source(Source::Binary(Arc::new(LITERATA)));
        Self {
            fonts: FontSystem::new_with_locale_and_db("en".to_owned(), fonts),
            glyphs: SwashCache::new(),
            knows_the_systems_fonts: false,
        }
    }

    /// The words in the largest of these sizes, in pixels, in which they have room with no word broken. When they have it
    /// in none, words are broken in the last and the end is left out. What no font has a shape for is left out; nothing when that
    /// is all.
    pub fn set(&mut self, words: &str, sizes: &[f32], room: Room) -> Option<Set> {
        let words = &self.writable(words);
        if words.is_empty() {
            return None;
        }
        let fitting = sizes.iter().map(|size| self.lines(words, (*size, Wrap::Word), room)).find(|set| set.fits(room));
        let last = *sizes.last().expect("there is a size");
        Some(fitting.unwrap_or_else(|| self.lines(words, (last, Wrap::WordOrGlyph), room)))
    }

    /// The words without what has no shape; the system's fonts are asked when ours has none.
    fn writable(&mut self, words: &str) -> String {
        let mut missing = self.without_shape(words);
        if !missing.is_empty() && !self.knows_the_systems_fonts {
            let fonts = self.fonts.db_mut();
            fonts.load_system_fonts();
            // The only font of a machine for a script may be one for programs; any other is nicer to read.
            let monospaced: Vec<_> = fonts.faces().filter(|face| face.monospaced).map(|face| face.id).collect();
            for id in monospaced {
                fonts.remove_face(id);
            }
            self.knows_the_systems_fonts = true;
            missing = self.without_shape(words);
        }
        let has_shape = |at: &usize| missing.iter().all(|part| !part.contains(at));
        let kept: String = words.char_indices().filter(|(at, _)| has_shape(at)).map(|(_, c)| c).collect();
        kept.split_whitespace().collect::<Vec<_>>().join(" ")
    }

    /// Where in the words no font has a shape, in bytes.
    fn without_shape(&mut self, words: &str) -> Vec<Range<usize>> {
        let everywhere = Room { width: f32::MAX, height: f32::MAX };
        let set = self.lines(words, (16.0, Wrap::None), everywhere);
        let glyphs = set.0.layout_runs().flat_map(|run| run.glyphs.iter());
        glyphs.filter(|glyph| glyph.glyph_id == 0).map(|glyph| glyph.start..glyph.end).collect()
    }

    fn lines(&mut self, words: &str, (size, wrap): (f32, Wrap), room: Room) -> Set {
        let mut buffer = Buffer::new(&mut self.fonts, Metrics::relative(size, LINE));
        buffer.set_wrap(wrap);
        buffer.set_size(Some(room.width), None);
        match wrap {
            Wrap::WordOrGlyph => buffer.set_ellipsize(Ellipsize::End(EllipsizeHeightLimit::Height(room.height))),
            Wrap::None | Wrap::Word | Wrap::Glyph => {}
        }
        buffer.set_text(words, &Attrs::new().family(FAMILY).weight(WEIGHT), Shaping::Advanced, None);
        buffer.shape_until_scroll(&mut self.fonts, false);
        Set(buffer)
    }

    /// Writes the words on the card.
    pub fn write(&mut self, set: &mut Set, Place { left, top, ink: [red, green, blue] }: Place, card: &mut RgbImage) {
        set.0.draw(&mut self.fonts, &mut self.glyphs, Color::rgb(red, green, blue), |x, y, width, height, colour| {
            for (x, y) in (y..).take(height as usize).flat_map(|y| (x..).take(width as usize).map(move |x| (x, y))) {
                let place = u32::try_from(left + x).ok().zip(u32::try_from(top + y).ok());
                if let Some(under) = place.and_then(|(x, y)| card.get_pixel_mut_checked(x, y)) {
                    *under = over(*under, colour);
                }
            }
        });
    }
}

/// One colour over another, by its opacity.
fn over(Rgb(under): Rgb<u8>, colour: Color) -> Rgb<u8> {
    let opacity = u32::from(colour.a());
    let mixed = |under: u8, over: u8| {
        let sum = u32::from(under) * (255 - opacity) + u32::from(over) * opacity;
        u8::try_from((sum + 127) / 255).expect("a mean of bytes is a byte")
    };
    Rgb([mixed(under[0], colour.r()), mixed(under[1], colour.g()), mixed(under[2], colour.b())])
}
