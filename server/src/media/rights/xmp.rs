//! Rights in XMP: RDF/XML from a stranger's file, read within bounds.
//!
//! Source: ISO 16684-1:2019, 7 (serialisation); IPTC Photo Metadata Standard 2023.1; Creative Commons, XMP.

use quick_xml::XmlVersion;
use quick_xml::events::{BytesStart, Event};
use quick_xml::name::{Namespace, QName, ResolveResult};
use quick_xml::reader::NsReader;

use super::{add_creator, clean};
use domain::media::{MAX_LINE_CHARS, MAX_NAME_CHARS, MAX_TEXT_CHARS, Rights};

const MAX_DEPTH: usize = 64;
const MAX_TAG_BYTES: usize = 64 * 1024;
const MAX_ATTRIBUTES: usize = 256;
/// The most values that are kept before one is chosen: some files list a notice in every language.
const MAX_VALUES: usize = 1_000;

const RDF: &str = "http://www.w3.org/1999/02/22-rdf-syntax-ns#";
const XML: &str = "http://www.w3.org/XML/1998/namespace";

/// Why an XMP packet was not read at all.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum XmpFault {
    /// It is not UTF-8, the only encoding that XMP has in JPEG, PNG and WebP.
    #[error("the XMP packet is not UTF-8")]
    NotUtf8,
    /// It is not well-formed XML.
    #[error("the XMP packet is not well-formed")]
    Malformed,
    /// It declares a document type or uses an entity of its own, with which it could grow or fetch.
    #[error("the XMP packet has a document type or an entity of its own")]
    Entities,
    /// It is nested deeper than any real packet.
    #[error("the XMP packet is nested deeper than {MAX_DEPTH}")]
    TooDeep,
    /// It has a tag longer than any real one.
    #[error("the XMP packet has a tag of more than {MAX_TAG_BYTES} bytes")]
    TagTooLong,
    /// It has a tag with more attributes than any real one.
    #[error("the XMP packet has a tag with more than {MAX_ATTRIBUTES} attributes")]
    TooManyAttributes,
}

/// A property that says something about rights.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Property {
    Creator,
    CopyrightNotice,
    Description,
    CreditLine,
    Source,
    WebStatement,
    UsageTerms,
    Licence,
    AltText,
}

/// Where in a packet an element stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Place {
    /// `rdf:RDF`.
    Root,
    /// A description of the picture, beneath the root.
    Subject,
    /// A property of the picture, beneath a description.
    Property(Property),
    /// A list or a choice of languages, beneath a property.
    Values(Property),
    /// One value of such a list.
    Value(Property, Language),
    /// Anything else.
    Elsewhere,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Language {
    Default,
    Named,
}

/// Reads the rights that a packet states.
///
/// # Errors
/// [`XmpFault`] for a packet that breaks a bound or is not well-formed: nothing of it is believed.
pub fn read(packet: &[u8]) -> Result<Rights, XmpFault> {
    let packet = str::from_utf8(packet).map_err(|_| XmpFault::NotUtf8)?;
    // Some programs fill the packet up with NUL, which XML does not have.
    let mut reader = NsReader::from_str(packet.trim_end_matches('\0'));
    let mut found = Findings::default();
    let mut places: Vec<Place> = Vec::new();
    loop {
        let event = reader.read_event().map_err(|_| XmpFault::Malformed)?;
        match event {
            Event::Start(tag) => {
                if places.len() >= MAX_DEPTH {
                    return Err(XmpFault::TooDeep);
                }
                places.push(found.open(&reader, &tag, places.last().copied())?);
            }
            Event::Empty(tag) => {
                found.open(&reader, &tag, places.last().copied())?;
                found.text.clear();
            }
            Event::End(_) => {
                if let Some(place) = places.pop() {
                    found.close(place);
                }
            }
            Event::Text(text) => found.text.push_str(&text.xml10_content()),
            Event::CData(text) => found.text.push_str(&text.xml10_content()),
            Event::GeneralRef(reference) => {
                let character = reference.resolve_char_ref();
                match character.map_err(|_| XmpFault::Malformed)? {
                    Some(character) => found.text.push(character),
                    None => found.text.push_str(
                        quick_xml::escape::resolve_predefined_entity(&reference.xml10_content()).ok_or(XmpFault::Entities)?,
                    ),
                }
            }
            Event::DocType(_) => return Err(XmpFault::Entities),
            Event::Comment(_) | Event::PI(_) | Event::Decl(_) => {}
            Event::Eof => break,
        }
    }
    if places.is_empty() { Ok(found.rights()) } else { Err(XmpFault::Malformed) }
}

/// The values found so far, and the text of the element that is open.
#[derive(Default)]
struct Findings {
    values: Vec<(Property, Language, String)>,
    text: String,
}

impl Findings {
    /// Where the element that opens here stands. Values that it carries in attributes are kept.
    fn open(&mut self, reader: &NsReader<&[u8]>, tag: &BytesStart, parent: Option<Place>) -> Result<Place, XmpFault> {
        if tag.len() > MAX_TAG_BYTES {
            return Err(XmpFault::TagTooLong);
        }
        if tag.attributes().with_checks(false).count() > MAX_ATTRIBUTES {
            return Err(XmpFault::TooManyAttributes);
        }
        self.text.clear();
        let name = resolved(reader, tag.name(), Names::OfElements);
        let mut place = match (parent, name) {
            (_, (RDF, "RDF")) => Place::Root,
            (Some(Place::Root), (RDF, "Description")) => Place::Subject,
            (Some(Place::Subject), (space, local)) => property(space, local).map_or(Place::Elsewhere, Place::Property),
            (Some(Place::Property(property)), (RDF, "Seq" | "Bag" | "Alt")) => Place::Values(property),
            (Some(Place::Values(property)), (RDF, "li")) => Place::Value(property, Language::Named),
            _ => Place::Elsewhere,
        };
        for attribute in tag.attributes() {
            let attribute = attribute.map_err(|_| XmpFault::Malformed)?;
            let value = attribute.normalized_value(XmlVersion::Implicit1_0).map_err(|_| XmpFault::Entities)?;
            match (place, resolved(reader, attribute.key, Names::OfAttributes)) {
                (Place::Subject, (space, local)) => {
                    if let Some(property) = property(space, local) {
                        self.keep(property, Language::Named, &value);
                    }
                }
                (Place::Property(property), (RDF, "resource")) => {
                    self.keep(property, Language::Named, &value);
                }
                (Place::Value(property, _), (XML, "lang")) if &*value == "x-default" => {
                    place = Place::Value(property, Language::Default);
                }
                _ => {}
            }
        }
        Ok(place)
    }

    fn close(&mut self, place: Place) {
        let text = std::mem::take(&mut self.text);
        match place {
            Place::Property(property) => self.keep(property, Language::Named, &text),
            Place::Value(property, language) => self.keep(property, language, &text),
            Place::Root | Place::Subject | Place::Values(_) | Place::Elsewhere => {}
        }
    }

    fn keep(&mut self, property: Property, language: Language, text: &str) {
        if self.values.len() < MAX_VALUES && !text.trim().is_empty() {
            self.values.push((property, language, text.to_string()));
        }
    }

    fn rights(&self) -> Rights {
        let line = |property, max_chars| clean::line(self.chosen(property)?, max_chars);
        let address = |property| clean::address(self.chosen(property)?);
        let mut rights = Rights {
            creators: Vec::new(),
            credit_line: line(Property::CreditLine, MAX_LINE_CHARS),
            copyright_notice: line(Property::CopyrightNotice, MAX_LINE_CHARS),
            usage_terms: line(Property::UsageTerms, MAX_LINE_CHARS),
            // A licence is more to the point than a page about the rights.
            licence_url: address(Property::Licence).or_else(|| address(Property::WebStatement)),
            source: line(Property::Source, MAX_NAME_CHARS),
            description: line(Property::Description, MAX_TEXT_CHARS),
            alt_text: line(Property::AltText, MAX_TEXT_CHARS),
        };
        for (property, _, name) in &self.values {
            if *property == Property::Creator {
                add_creator(&mut rights, name);
            }
        }
        rights
    }

    /// Of several languages the one that the packet calls its default, else the first.
    fn chosen(&self, property: Property) -> Option<&str> {
        let mut values = self.values.iter().filter(|(of, ..)| *of == property);
        let first = values.clone().next()?;
        let default = values.find(|(_, language, _)| *language == Language::Default);
        Some(&default.unwrap_or(first).2)
    }
}

/// Whether a name without a prefix belongs to the default namespace: an element's does, an attribute's does not.
#[derive(Clone, Copy)]
enum Names {
    OfElements,
    OfAttributes,
}

fn resolved<'a>(reader: &'a NsReader<&[u8]>, name: QName<'a>, names: Names) -> (&'a str, &'a str) {
    let (space, local) = match names {
        Names::OfElements => reader.resolver().resolve_element(name),
        Names::OfAttributes => reader.resolver().resolve_attribute(name),
    };
    match space {
        ResolveResult::Bound(Namespace(space)) => (space, local.into_inner()),
        ResolveResult::Unbound | ResolveResult::Unknown(_) => ("", local.into_inner()),
    }
}

fn property(space: &str, local: &str) -> Option<Property> {
    const DC: &str = "http://purl.org/dc/elements/1.1/";
    const PHOTOSHOP: &str = "http://ns.adobe.com/photoshop/1.0/";
    const XMP_RIGHTS: &str = "http://ns.adobe.com/xap/1.0/rights/";
    const IPTC_CORE: &str = "http://iptc.org/std/Iptc4xmpCore/1.0/xmlns/";
    const CC: &str = "http://creativecommons.org/ns#";
    match (space, local) {
        (DC, "creator") => Some(Property::Creator),
        (DC, "rights") => Some(Property::CopyrightNotice),
        (DC, "description") => Some(Property::Description),
        (PHOTOSHOP, "Credit") => Some(Property::CreditLine),
        (PHOTOSHOP, "Source") => Some(Property::Source),
        (XMP_RIGHTS, "WebStatement") => Some(Property::WebStatement),
        (XMP_RIGHTS, "UsageTerms") => Some(Property::UsageTerms),
        (CC, "license") => Some(Property::Licence),
        (IPTC_CORE, "AltTextAccessibility") => Some(Property::AltText),
        _ => None,
    }
}
