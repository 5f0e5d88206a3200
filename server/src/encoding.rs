//! Content codings: which one a client takes, and how an answer is put into it.

use axum::http::{HeaderMap, HeaderValue, header};
use brotli::Decompressor;
use brotli::enc::BrotliEncoderParams;
use flate2::Compression;
use flate2::read::GzDecoder;
use flate2::write::GzEncoder;
use std::io::{Read, Write};

/// How a body is sent. In the order in which they are preferred.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Encoding {
    /// RFC 7932.
    Brotli,
    /// RFC 1952.
    Gzip,
    /// As it is.
    Identity,
}

impl Encoding {
    /// What makes a body smaller, the best first.
    pub const SMALLER: [Encoding; 2] = [Encoding::Brotli, Encoding::Gzip];

    /// The best that the client takes.
    pub fn best(headers: &HeaderMap) -> Self {
        Self::SMALLER.into_iter().find(|encoding| encoding.is_taken(headers)).unwrap_or(Encoding::Identity)
    }

    /// Whether the client takes it. Source: RFC 9110, 12.5.3; of weights only 0 is heeded, and `*` names nothing.
    pub fn is_taken(self, headers: &HeaderMap) -> bool {
        let Some(token) = self.token() else { return true };
        let lines = headers.get_all(header::ACCEPT_ENCODING).iter().filter_map(|value| value.to_str().ok());
        lines.flat_map(|line| line.split(',')).any(|part| {
            let (name, weight) = part.split_once(';').unwrap_or((part, ""));
            name.trim().eq_ignore_ascii_case(token) && !is_nought(weight.trim())
        })
    }

    /// Its name in `Content-Encoding`.
    pub fn token(self) -> Option<&'static str> {
        match self {
            Encoding::Brotli => Some("br"),
            Encoding::Gzip => Some("gzip"),
            Encoding::Identity => None,
        }
    }

    /// The value of `Content-Encoding`.
    pub fn value(self) -> Option<HeaderValue> {
        self.token().map(HeaderValue::from_static)
    }

    /// The bytes in this coding, at a price that is paid once a page and not once a build.
    pub fn of(self, bytes: &[u8]) -> Vec<u8> {
        match self {
            Encoding::Brotli => brotli(bytes),
            Encoding::Gzip => gzip(bytes),
            Encoding::Identity => bytes.to_vec(),
        }
    }

    /// What was put into this coding by [`Encoding::of`], as it was.
    pub fn whole(self, bytes: &[u8]) -> Vec<u8> {
        let mut whole = Vec::with_capacity(bytes.len() * 6);
        let read = match self {
            Encoding::Brotli => Decompressor::new(bytes, 4_096).read_to_end(&mut whole),
            Encoding::Gzip => GzDecoder::new(bytes).read_to_end(&mut whole),
            Encoding::Identity => Read::read_to_end(&mut &*bytes, &mut whole),
        };
        read.expect("what was made smaller here comes back whole");
        whole
    }
}

fn is_nought(weight: &str) -> bool {
    let value = weight.strip_prefix("q=").or_else(|| weight.strip_prefix("Q=")).map(str::trim);
    value.is_some_and(|value| value.parse::<f32>().is_ok_and(|value| value <= 0.0))
}

fn brotli(bytes: &[u8]) -> Vec<u8> {
    // A page of 60 kB takes 1 ms; the best quality would take 100 for a tenth less.
    let params = BrotliEncoderParams { quality: 5, lgwin: 18, size_hint: bytes.len(), ..BrotliEncoderParams::default() };
    let mut out = Vec::with_capacity(bytes.len() / 4);
    brotli::BrotliCompress(&mut &*bytes, &mut out, &params).expect("writing to memory does not fail");
    out
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    // One step above takes a fifth more time for 0.4 per cent.
    let mut encoder = GzEncoder::new(Vec::with_capacity(bytes.len() / 4), Compression::new(5));
    encoder.write_all(bytes).expect("writing to memory does not fail");
    encoder.finish().expect("writing to memory does not fail")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn best(accepted: &str) -> Encoding {
        let mut headers = HeaderMap::new();
        headers.insert(header::ACCEPT_ENCODING, accepted.parse().unwrap());
        Encoding::best(&headers)
    }

    #[test]
    fn the_best_that_is_taken_is_sent() {
        for (accepted, expected) in [
            ("gzip, deflate, br, zstd", Encoding::Brotli),
            ("gzip;q=1.0, br;q=0", Encoding::Gzip),
            ("BR", Encoding::Brotli),
            ("br;q=0.000, gzip;q=0.0", Encoding::Identity),
            ("", Encoding::Identity),
            ("identity", Encoding::Identity),
            ("brx, xgzip", Encoding::Identity),
            ("br ; q=0.5", Encoding::Brotli),
            (";;,,q=,br;q=zero", Encoding::Brotli),
        ] {
            assert_eq!(best(accepted), expected, "{accepted}");
        }
        assert_eq!(Encoding::best(&HeaderMap::new()), Encoding::Identity);
    }

    #[test]
    fn what_was_made_smaller_comes_back_whole() {
        let text = "slide after slide after slide".repeat(200).into_bytes();
        for encoding in [Encoding::Brotli, Encoding::Gzip, Encoding::Identity] {
            let made = encoding.of(&text);
            assert!(encoding == Encoding::Identity || made.len() < text.len() / 10);
            assert_eq!(encoding.whole(&made), text, "{encoding:?}");
        }
    }
}
