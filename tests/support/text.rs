//! What a page says, line by line.

/// The text of a page's main part, without tags, one line for each line that has any.
pub fn main_text(html: &str) -> String {
    let main = html.split_once("<main").unwrap().1;
    let main = main.split_once('>').unwrap().1;
    let main = main.split_once("</main>").unwrap().0;
    let mut text = String::new();
    let mut inside = false;
    for c in main.chars() {
        match c {
            '<' => inside = true,
            '>' => inside = false,
            c if !inside => text.push(c),
            _ => {}
        }
    }
    let lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
    lines.collect::<Vec<_>>().join("\n")
}
