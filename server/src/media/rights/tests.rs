//! What files say about their rights, and which of several voices is believed.

use bytes::Bytes;
use exif::Tag;
use md5::{Digest, Md5};
use proptest::prelude::*;

use super::xmp::XmpFault;
use super::*;
use crate::media::container;
use crate::media::samples::{self, Dressed, ascii, iim, packet, resources};
use domain::media::{Kind, MAX_LINE_CHARS, MAX_TEXT_CHARS};

fn of(file: &Bytes) -> (Rights, Vec<Remark>) {
    let kind = Kind::of(file).unwrap();
    super::read(&container::read(kind, file).unwrap().blocks)
}

fn jpeg() -> Dressed {
    Dressed::new(samples::jpeg(8, 8))
}

const EVERYTHING: &str = r#"
    <dc:creator><rdf:Seq><rdf:li>Ada Lovelace</rdf:li><rdf:li>Ben &amp; Co</rdf:li></rdf:Seq></dc:creator>
    <dc:rights><rdf:Alt>
        <rdf:li xml:lang="de">Alle Rechte</rdf:li>
        <rdf:li xml:lang="x-default">© 2024 Ada</rdf:li>
    </rdf:Alt></dc:rights>
    <dc:description><rdf:Alt><rdf:li xml:lang="x-default">A lantern
        at dusk</rdf:li></rdf:Alt></dc:description>
    <photoshop:Credit>Ada / Harbour Press</photoshop:Credit>
    <photoshop:Source><![CDATA[Harbour <Press>]]></photoshop:Source>
    <xmpRights:UsageTerms><rdf:Alt><rdf:li xml:lang="x-default">Web only</rdf:li></rdf:Alt></xmpRights:UsageTerms>
    <xmpRights:WebStatement>https://example.org/rights</xmpRights:WebStatement>
    <cc:license rdf:resource="https://creativecommons.org/licenses/by/4.0/"/>
    <Iptc4xmpCore:AltTextAccessibility><rdf:Alt><rdf:li xml:lang="x-default">A lit lantern &#x2013; red</rdf:li></rdf:Alt></Iptc4xmpCore:AltTextAccessibility>
    <exif:GPSLatitude>52,31N</exif:GPSLatitude>"#;

fn everything() -> Rights {
    Rights {
        creators: vec!["Ada Lovelace".to_string(), "Ben & Co".to_string()],
        credit_line: Some("Ada / Harbour Press".to_owned()),
        copyright_notice: Some("© 2024 Ada".to_owned()),
        usage_terms: Some("Web only".to_owned()),
        licence_url: Some("https://creativecommons.org/licenses/by/4.0/".to_owned()),
        source: Some("Harbour <Press>".to_owned()),
        description: Some("A lantern at dusk".to_owned()),
        alt_text: Some("A lit lantern – red".to_owned()),
    }
}

#[test]
fn xmp_is_read_in_all_three_formats() {
    for file in [samples::jpeg(8, 8), samples::png(8, 8), samples::webp(8, 8)] {
        let file = Dressed::new(file).xmp(&packet(EVERYTHING)).file;
        assert_eq!(of(&file), (everything(), vec![]));
    }
}

#[test]
fn xmp_properties_may_be_attributes() {
    let rdf = r#"<r:RDF xmlns:r="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
        <r:Description xmlns:p="http://ns.adobe.com/photoshop/1.0/" p:Credit="Ada &lt;3" p:Source=" Desk "
            photoshop:Source="no such prefix" Credit="no prefix"/></r:RDF>"#;
    let (rights, remarks) = of(&jpeg().xmp(rdf).file);
    assert_eq!(rights.credit_line, Some("Ada <3".to_owned()));
    assert_eq!(rights.source, Some("Desk".to_owned()));
    assert_eq!(remarks, []);
}

#[test]
fn only_properties_of_the_picture_itself_count() {
    let ingredient = r#"<dc:relation><rdf:Description dc:rights="of a part">
        <photoshop:Credit>of a part</photoshop:Credit></rdf:Description></dc:relation>
        <dc:creator xmlns:dc="http://example.org/another-vocabulary">Somebody</dc:creator>"#;
    assert_eq!(of(&jpeg().xmp(&packet(ingredient)).file).0, Rights::default());
}

#[test]
fn an_address_that_is_no_link_is_dropped() {
    let statement = "<xmpRights:WebStatement>javascript:alert(1)</xmpRights:WebStatement>";
    assert_eq!(of(&jpeg().xmp(&packet(statement)).file).0, Rights::default());
}

#[test]
fn iim_is_read_in_utf_8_and_in_latin_1() {
    let records = iim(&[
        (80, "Zoë".as_bytes()),
        (80, b"J\xFCrgen"),
        (110, b"Wire"),
        (115, b"Wire Archive"),
        (116, b"(c) Wire"),
        (120, b"A harbour\rat night"),
        (25, b"keyword"),
    ]);
    let file = jpeg().photoshop(&resources(&[(0x0404, &records)])).file;
    let expected = Rights {
        creators: vec!["Zoë".to_string(), "Jürgen".to_string()],
        credit_line: Some("Wire".to_owned()),
        source: Some("Wire Archive".to_owned()),
        copyright_notice: Some("(c) Wire".to_owned()),
        description: Some("A harbour at night".to_owned()),
        ..Rights::default()
    };
    assert_eq!(of(&file).0, expected);
}

#[test]
fn iim_that_is_split_over_two_segments_is_joined() {
    let records = iim(&[(110, b"Wire"), (115, b"Archive")]);
    let all = resources(&[(0x0404, &records)]);
    let (first, second) = all.split_at(all.len() - 9);
    let file = jpeg().photoshop(second).photoshop(first).file;
    assert_eq!(of(&file).0.source, Some("Archive".to_owned()));
}

#[test]
fn exif_is_read_but_not_what_cameras_write_by_themselves() {
    let named = |description| {
        let tags = [ascii(Tag::Artist, "Ada; Ben"), ascii(Tag::Copyright, "Ada 2024"), ascii(Tag::ImageDescription, description)];
        of(&jpeg().exif(&tags).file).0
    };
    let expected = Rights {
        creators: vec!["Ada".to_string(), "Ben".to_string()],
        copyright_notice: Some("Ada 2024".to_owned()),
        description: Some("The old bridge".to_owned()),
        ..Rights::default()
    };
    assert_eq!(named("The old bridge"), expected);
    for default in ["OLYMPUS DIGITAL CAMERA         ", "SONY DSC", "cof"] {
        assert_eq!(named(default).description, None, "{default}");
    }
}

/// A file in which the three disagree about the copyright, with the digest of `digested` beside its IIM records.
fn quarrel(digested: Option<&[u8]>) -> Rights {
    let records = iim(&[(116, b"says IIM"), (110, b"only in IIM")]);
    let digest = Md5::digest(digested.unwrap_or(&records));
    let mut list = vec![(0x0404_u16, &records[..])];
    if digested.is_some() {
        list.push((0x0425, &digest[..]));
    }
    let xmp = "<dc:rights><rdf:Alt><rdf:li>says XMP</rdf:li></rdf:Alt></dc:rights>";
    let tags = [ascii(Tag::Copyright, "says Exif"), ascii(Tag::Artist, "only in Exif")];
    let file = jpeg().exif(&tags).xmp(&packet(xmp)).photoshop(&resources(&list));
    of(&file.file).0
}

#[test]
fn xmp_goes_before_iim_and_both_before_exif() {
    let rights = quarrel(None);
    assert_eq!(rights.copyright_notice, Some("says XMP".to_owned()));
    assert_eq!(rights.credit_line, Some("only in IIM".to_owned()));
    assert_eq!(rights.creators, ["only in Exif"]);
}

#[test]
fn iim_goes_first_when_it_was_changed_after_xmp() {
    let records = iim(&[(116, b"says IIM"), (110, b"only in IIM")]);
    assert_eq!(quarrel(Some(&records)).copyright_notice, Some("says XMP".to_owned()));
    assert_eq!(quarrel(Some(b"older")).copyright_notice, Some("says IIM".to_owned()));
}

#[track_caller]
fn check_xmp_refused(packet: &str, fault: XmpFault) {
    assert_eq!(xmp::read(packet.as_bytes()), Err(fault));
    let (rights, remarks) = of(&Dressed::new(samples::png(8, 8)).xmp(packet).file);
    assert_eq!(rights, Rights::default());
    assert_eq!(remarks, [Remark::XmpNotRead]);
}

#[test]
fn u05_xmp_with_a_document_type_or_an_entity_of_its_own_is_not_read() {
    let doctype = "<!DOCTYPE x [<!ENTITY e SYSTEM \"file:///etc/passwd\">]>";
    let credit = "<photoshop:Credit>Ada</photoshop:Credit>";
    check_xmp_refused(&format!("{doctype}{}", packet(credit)), XmpFault::Entities);
    check_xmp_refused(&packet("<photoshop:Credit>&e;</photoshop:Credit>"), XmpFault::Entities);
    check_xmp_refused(&packet(&format!("{credit}<rdf:li a='&e;'/>")), XmpFault::Entities);
}

#[test]
fn u05_xmp_beyond_the_bounds_of_real_packets_is_not_read() {
    let nested = |depth: usize| packet(&format!("{}{}", "<a>".repeat(depth), "</a>".repeat(depth)));
    assert_eq!(of(&jpeg().xmp(&nested(61)).file).1, []);
    check_xmp_refused(&nested(62), XmpFault::TooDeep);

    let attributes = |count| {
        let list = (0..count).fold(String::new(), |list, n| format!("{list} a{n}=''"));
        packet(&format!("<a{list}/>"))
    };
    assert_eq!(of(&jpeg().xmp(&attributes(256)).file).1, []);
    check_xmp_refused(&attributes(257), XmpFault::TooManyAttributes);

    check_xmp_refused(&packet(&format!("<a a='{}'/>", "x".repeat(65_536))), XmpFault::TagTooLong);
    check_xmp_refused("<x:xmpmeta>", XmpFault::Malformed);
    check_xmp_refused(&packet("<a></b>"), XmpFault::Malformed);
}

#[test]
fn xmp_that_is_not_utf_8_is_not_read() {
    let utf_16: Vec<u8> = "\u{FEFF}<x/>".encode_utf16().flat_map(u16::to_be_bytes).collect();
    let start = b"http://ns.adobe.com/xap/1.0/\0";
    let file = jpeg().segment(0xE1, &[start, &utf_16[..]].concat()).file;
    assert_eq!(xmp::read(&utf_16), Err(XmpFault::NotUtf8));
    assert_eq!(of(&file).1, [Remark::XmpNotRead]);
}

#[test]
fn a_colour_profile_is_remarked_on() {
    assert_eq!(of(&jpeg().profile(b"P3").file).1, [Remark::ColourProfileIgnored]);
}

#[test]
fn o08_values_are_cut_to_their_length_and_lose_their_controls() {
    let long = "é".repeat(3_000);
    let xmp = format!(
        "<photoshop:Credit>{long}</photoshop:Credit>
         <dc:description><rdf:Alt><rdf:li>{long}</rdf:li></rdf:Alt></dc:description>
         <photoshop:Source>a&#13;&#10;b&#x85;c</photoshop:Source>
         <dc:creator><rdf:Seq>{}</rdf:Seq></dc:creator>",
        (0..30).fold(String::new(), |list, n| format!("{list}<rdf:li>{n}{long}</rdf:li>"))
    );
    let (rights, _) = of(&Dressed::new(samples::png(8, 8)).xmp(&packet(&xmp)).file);
    assert_eq!(rights.credit_line.unwrap().chars().count(), MAX_LINE_CHARS);
    assert_eq!(rights.description.unwrap().chars().count(), MAX_TEXT_CHARS);
    assert_eq!(rights.source, Some("a b c".to_owned()));
    assert_eq!(rights.creators.len(), MAX_CREATORS);
    assert!(rights.creators.iter().all(|name| name.chars().count() == MAX_NAME_CHARS));
}

#[test]
fn the_packet_says_whom_to_credit_and_nothing_else() {
    let written = packet::write(&everything()).unwrap();
    let expected = Rights { description: None, alt_text: None, ..everything() };
    assert_eq!(xmp::read(written.as_bytes()), Ok(expected));
    assert_eq!(packet::write(&Rights::default()), None);
}

proptest! {
    #[test]
    fn u05_rights_survive_the_packet_whatever_characters_they_hold(
        creators in proptest::collection::vec("\\PC{1,30}", 0..4),
        lines in proptest::collection::vec(proptest::option::of(".{1,60}|[<>&'\"\\]\\[!-]{1,20}"), 4),
    ) {
        let mut rights = Rights::default();
        for name in &creators {
            add_creator(&mut rights, name);
        }
        let mut lines = lines.iter().map(|text| clean::line(text.as_deref()?, MAX_LINE_CHARS));
        rights.credit_line = lines.next().flatten();
        rights.copyright_notice = lines.next().flatten();
        rights.usage_terms = lines.next().flatten();
        rights.source = lines.next().flatten();
        let read = packet::write(&rights).map(|written| xmp::read(written.as_bytes()));
        prop_assert_eq!(read.unwrap_or(Ok(Rights::default())), Ok(rights));
    }

    #[test]
    fn u05_no_metadata_makes_the_readers_panic(
        bytes in proptest::collection::vec(any::<u8>(), 0..300),
        cut in any::<prop::sample::Index>(),
        changes in proptest::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 0..6),
    ) {
        let packet = packet(EVERYTHING).into_bytes();
        let records = iim(&[(80, b"Ada"), (116, &[b'x'; 300])]);
        let resources = resources(&[(0x0404, &records), (0x0425, &[0; 16])]);
        let exif = samples::exif(&[ascii(Tag::Artist, "Ada"), samples::north()]).to_vec();
        let damaged = |mut block: Vec<u8>| {
            for (place, byte) in &changes {
                let place = place.index(block.len());
                block[place] = *byte;
            }
            block.truncate(cut.index(block.len()) + 1);
            block
        };
        for (exif, xmp, photoshop) in [
            (bytes.clone(), bytes.clone(), bytes),
            (damaged(exif), damaged(packet), damaged(resources)),
        ] {
            let blocks = Blocks {
                exif: Some(exif.into()),
                xmp: Some(xmp.into()),
                photoshop: photoshop::Resources::read(&photoshop),
                has_profile: false,
            };
            let (rights, _) = super::read(&blocks);
            prop_assert!(rights.creators.len() <= MAX_CREATORS);
        }
    }
}
