//! A part as it is published: compressed if that pays, and named after its content.

use sha2::{Digest, Sha256};

use crate::bytes::{Reader, put_number};

/// How a part's bytes are kept.
const STORED: u8 = 0;
const DEFLATED: u8 = 1;

/// The level of compression: higher ones take much longer and save little.
const LEVEL: u8 = 6;

/// No part is longer when it is unpacked: what says otherwise is damaged.
const MOST_BYTES: usize = 1 << 30;

/// The name of a part: half of the SHA-256 of its published bytes, so that it tells whether they are whole.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct Name([u8; Self::LENGTH]);

impl Name {
    const LENGTH: usize = 8;

    pub fn of(published: &[u8]) -> Self {
        let mut name = [0; Self::LENGTH];
        for (byte, digest) in name.iter_mut().zip(Sha256::digest(published)) {
            *byte = digest;
        }
        Self(name)
    }

    pub fn put(self, bytes: &mut Vec<u8>) {
        bytes.extend_from_slice(&self.0);
    }

    pub fn read(bytes: &mut Reader<'_>) -> Option<Self> {
        Some(Self(bytes.bytes(Self::LENGTH)?.try_into().ok()?))
    }

    /// From its 16 hexadecimal digits.
    pub fn parse(text: &str) -> Option<Self> {
        let digits = text.as_bytes();
        let valid = |digit: &u8| digit.is_ascii_digit() || (b'a'..=b'f').contains(digit);
        if digits.len() != 2 * Self::LENGTH || !digits.iter().all(valid) {
            return None;
        }
        let mut name = [0; Self::LENGTH];
        for (byte, at) in name.iter_mut().zip((0..digits.len()).step_by(2)) {
            *byte = u8::from_str_radix(text.get(at..at + 2)?, 16).ok()?;
        }
        Some(Self(name))
    }
}

impl std::fmt::Display for Name {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.0
            .iter()
            .try_for_each(|byte| write!(formatter, "{byte:02x}"))
    }
}

/// The published bytes of a part, and its name.
pub(crate) fn pack(bytes: &[u8]) -> (Name, Vec<u8>) {
    let deflated = miniz_oxide::deflate::compress_to_vec(bytes, LEVEL);
    let mut published = Vec::with_capacity(deflated.len().min(bytes.len()) + 6);
    // Unpacking costs time, so a little has to be gained.
    if deflated.len() < bytes.len() - bytes.len() / 16 {
        published.push(DEFLATED);
        put_number(&mut published, bytes.len() as u64);
        published.extend(deflated);
    } else {
        published.push(STORED);
        published.extend_from_slice(bytes);
    }
    (Name::of(&published), published)
}

/// The bytes of a part; `None` if they are not what was published under that name.
pub(crate) fn unpack(name: Name, published: &[u8]) -> Option<Vec<u8>> {
    if Name::of(published) != name {
        return None;
    }
    let mut bytes = Reader(published);
    match bytes.byte()? {
        STORED => Some(bytes.0.to_vec()),
        DEFLATED => {
            let length: usize = bytes.small()?;
            let limit = (length <= MOST_BYTES).then_some(length)?;
            let unpacked =
                miniz_oxide::inflate::decompress_to_vec_with_limit(bytes.0, limit).ok()?;
            (unpacked.len() == length).then_some(unpacked)
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn names_are_told_apart_from_paths() {
        let name = Name::of(b"a");
        assert_eq!(Name::parse(&name.to_string()), Some(name));
        for wrong in [
            "",
            "../../etc/passwd",
            "0123456789ABCDEF",
            "0123456789abcde",
            "+1+1+1+1+1+1+1+1",
        ] {
            assert_eq!(Name::parse(wrong), None, "{wrong}");
        }
    }

    proptest! {
        #[test]
        fn what_was_packed_is_unpacked(bytes: Vec<u8>, times in 1usize..300) {
            let bytes = bytes.repeat(times);
            let (name, published) = pack(&bytes);
            prop_assert!(published.len() <= bytes.len() + 1);
            prop_assert_eq!(unpack(name, &published).unwrap(), bytes);
        }

        #[test]
        fn no_bit_flips_unseen(bytes: Vec<u8>, at: prop::sample::Index, bit in 0u8..8) {
            let (name, mut published) = pack(&bytes);
            *at.get_mut(&mut published) ^= 1 << bit;
            prop_assert_eq!(unpack(name, &published), None);
            published.truncate(at.index(published.len()));
            prop_assert_eq!(unpack(name, &published), None);
        }

        #[test]
        fn no_bytes_are_too_much(bytes: Vec<u8>) {
            let _ = unpack(Name::of(&bytes), &bytes);
        }
    }
}
