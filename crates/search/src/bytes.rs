//! Numbers and texts as bytes: the small binary language of everything here that tantivy does not write.
//!
//! Numbers are LEB128, texts have their length before them.

/// Appends a number.
pub(crate) fn put_number(bytes: &mut Vec<u8>, mut number: u64) {
    while number >= 0x80 {
        bytes.push((number & 0x7f) as u8 | 0x80);
        number >>= 7;
    }
    bytes.push(number as u8);
}

/// Appends a text.
pub(crate) fn put_text(bytes: &mut Vec<u8>, text: &str) {
    put_number(bytes, text.len() as u64);
    bytes.extend_from_slice(text.as_bytes());
}

/// A number that may be below zero, small ones of either sign made small.
pub(crate) fn folded(number: i64) -> u64 {
    (number.wrapping_shl(1) ^ (number >> 63)) as u64
}

/// The way back from [`folded`].
pub(crate) fn unfolded(number: u64) -> i64 {
    (number >> 1) as i64 ^ -((number & 1) as i64)
}

/// Bytes of whole characters that two texts begin with.
pub(crate) fn common(one: &str, other: &str) -> usize {
    one.chars()
        .zip(other.chars())
        .take_while(|(one, other)| one == other)
        .map(|(one, _)| one.len_utf8())
        .sum()
}

/// Bytes that are read from their beginning; `None` where they are not what was expected.
pub(crate) struct Reader<'a>(pub &'a [u8]);

impl<'a> Reader<'a> {
    pub fn number(&mut self) -> Option<u64> {
        let mut number = 0;
        for shift in (0..64).step_by(7) {
            let (&byte, rest) = self.0.split_first()?;
            self.0 = rest;
            number |= u64::from(byte & 0x7f) << shift;
            if byte < 0x80 {
                return Some(number);
            }
        }
        None
    }

    /// A number that fits into whatever is wanted.
    pub fn small<T: TryFrom<u64>>(&mut self) -> Option<T> {
        T::try_from(self.number()?).ok()
    }

    /// How many things follow, each of one byte at least, so that no damaged number asks for more memory than there
    /// are bytes.
    pub fn count(&mut self) -> Option<usize> {
        let count = self.small()?;
        (count <= self.0.len()).then_some(count)
    }

    pub fn byte(&mut self) -> Option<u8> {
        let (&byte, rest) = self.0.split_first()?;
        self.0 = rest;
        Some(byte)
    }

    pub fn bytes(&mut self, length: usize) -> Option<&'a [u8]> {
        let (bytes, rest) = self.0.split_at_checked(length)?;
        self.0 = rest;
        Some(bytes)
    }

    pub fn text(&mut self) -> Option<&'a str> {
        let length = self.small()?;
        std::str::from_utf8(self.bytes(length)?).ok()
    }

    /// A text that shares its beginning with the one before it: how many bytes, and what it adds.
    pub fn shared(&mut self, before: &str) -> Option<String> {
        let shared: usize = self.small()?;
        let mut text = before.get(..shared)?.to_owned();
        text.push_str(self.text()?);
        Some(text)
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn what_was_put_is_read(numbers: Vec<u64>, text: String, signed: i64) {
            let mut bytes = Vec::new();
            put_number(&mut bytes, numbers.len() as u64);
            numbers.iter().for_each(|&number| put_number(&mut bytes, number));
            put_text(&mut bytes, &text);
            put_number(&mut bytes, folded(signed));
            let mut reader = Reader(&bytes);
            let count = reader.count().unwrap();
            let read: Vec<u64> = (0..count).map(|_| reader.number().unwrap()).collect();
            prop_assert_eq!(read, numbers);
            prop_assert_eq!(reader.text().unwrap(), text);
            prop_assert_eq!(unfolded(reader.number().unwrap()), signed);
            prop_assert!(reader.0.is_empty());
        }

        #[test]
        fn no_bytes_are_too_much(bytes: Vec<u8>) {
            let mut reader = Reader(&bytes);
            while reader.text().is_some() || reader.count().is_some() || reader.byte().is_some() {}
        }
    }
}
