//! The XMP packet that goes into every size of a picture: whom to credit and how it may be used, and nothing else.

use std::fmt::Write as _;

use quick_xml::escape::escape;

use domain::media::Rights;

/// Writes the packet, or `None` when there is nothing to state.
///
/// Description and alternative text are left out: they are the page's to say, and may have been corrected there.
///
/// Source: ISO 16684-1:2019, 7; the `xpacket` marks are those of a packet that is not to be changed in place.
#[must_use]
pub fn write(rights: &Rights) -> Option<String> {
    let mut properties = String::new();
    if !rights.creators.is_empty() {
        let mut names = String::new();
        for name in &rights.creators {
            add(&mut names, "rdf:li", &escape(name.as_str()));
        }
        add(&mut properties, "dc:creator", &format!("<rdf:Seq>{names}</rdf:Seq>"));
    }
    for (name, text) in [("dc:rights", &rights.copyright_notice), ("xmpRights:UsageTerms", &rights.usage_terms)] {
        if let Some(text) = text {
            let text = escape(text.as_str());
            let choice = format!("<rdf:Alt><rdf:li xml:lang=\"x-default\">{text}</rdf:li></rdf:Alt>");
            add(&mut properties, name, &choice);
        }
    }
    for (name, text) in [
        ("photoshop:Credit", &rights.credit_line),
        ("photoshop:Source", &rights.source),
        ("xmpRights:WebStatement", &rights.licence_url),
    ] {
        if let Some(text) = text {
            add(&mut properties, name, &escape(text.as_str()));
        }
    }
    (!properties.is_empty()).then(|| {
        format!(
            "<?xpacket begin=\"\u{FEFF}\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>\
             <x:xmpmeta xmlns:x=\"adobe:ns:meta/\">\
             <rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\">\
             <rdf:Description rdf:about=\"\" \
             xmlns:dc=\"http://purl.org/dc/elements/1.1/\" \
             xmlns:photoshop=\"http://ns.adobe.com/photoshop/1.0/\" \
             xmlns:xmpRights=\"http://ns.adobe.com/xap/1.0/rights/\">\
             {properties}\
             </rdf:Description></rdf:RDF></x:xmpmeta><?xpacket end=\"r\"?>"
        )
    })
}

fn add(xml: &mut String, name: &str, value: &str) {
    write!(xml, "<{name}>{value}</{name}>").expect("a String takes every text");
}
