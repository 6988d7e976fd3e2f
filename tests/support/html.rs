//! Pages as a reader meets them.

use html5gum::{Token, Tokenizer};

/// The text of `<main>`, without white space: what stands in hidden elements, or in `<details>` that are closed at first,
/// does not count.
pub fn visible_text(page: &str) -> String {
    let mut text = String::new();
    let mut in_main = false;
    let mut hidden: Option<(Vec<u8>, u32)> = None;
    for token in Tokenizer::new(page) {
        let Ok(token) = token;
        match token {
            Token::StartTag(tag) => {
                let name: Vec<u8> = tag.name.to_vec();
                in_main |= name == b"main";
                match &mut hidden {
                    Some((element, depth)) if *element == name => *depth += 1,
                    Some(_) => {}
                    None => {
                        let conceals = tag.attributes.keys().any(|key| key.as_slice() == b"hidden")
                            || matches!(
                                name.as_slice(),
                                b"script" | b"style" | b"template" | b"details"
                            );
                        if conceals && !tag.self_closing {
                            hidden = Some((name, 1));
                        }
                    }
                }
            }
            Token::EndTag(tag) => {
                in_main &= tag.name.as_slice() != b"main";
                if let Some((element, depth)) = &mut hidden
                    && element.as_slice() == tag.name.as_slice()
                {
                    *depth -= 1;
                    if *depth == 0 {
                        hidden = None;
                    }
                }
            }
            Token::String(value) if in_main && hidden.is_none() => {
                text.push_str(&String::from_utf8_lossy(&value.value));
            }
            _ => {}
        }
    }
    squeezed(&text)
}

/// The text without white space.
pub fn squeezed(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}
