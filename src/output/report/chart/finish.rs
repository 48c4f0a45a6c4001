//! Makes the SVG of kuva a part of a page: without fixed size, with title and description, with unique ids and short numbers.

use kuva::prelude::SvgBackend;
use kuva::render::render::Scene;

use crate::output::report::words::escaped;

/// Digits after the decimal point of a coordinate.
const DECIMALS: usize = 1;
/// The prefix of the ids of kuva.
const CLIP: &str = "kuva-clip-";

/// A drawing without title.
#[derive(Clone, Debug)]
pub(in crate::output::report) struct Drawing {
    width: f64,
    height: f64,
    body: String,
}

impl Drawing {
    pub(super) fn of(scene: &Scene) -> Self {
        let svg = SvgBackend::new().render_scene(scene);
        let inside = svg.split_once("-->").map_or("", |(_, rest)| rest).trim_end_matches("</svg>");
        Self { width: scene.width, height: scene.height, body: rounded(inside) }
    }

    /// The SVG element. `id` must be unique in the page.
    pub(in crate::output::report) fn svg(&self, id: &str, title: &str, description: &str) -> String {
        let body = renamed(&self.body, id);
        let (width, height) = (self.width, self.height);
        let (title, description) = (escaped(title), escaped(description));
        format!(
            "<svg viewBox=\"0 0 {width} {height}\" role=\"img\" aria-labelledby=\"{id}-t {id}-d\" fill=\"#333\">\
             <title id=\"{id}-t\">{title}</title><desc id=\"{id}-d\">{description}</desc>{body}</svg>"
        )
    }
}

/// Replaces the ids of clipping areas, which kuva numbers for the whole process, by ids of this drawing.
fn renamed(body: &str, id: &str) -> String {
    let mut parts = body.split(CLIP);
    let mut text = parts.next().unwrap_or_default().to_owned();
    let mut known: Vec<&str> = Vec::new();
    for part in parts {
        let digits = part.bytes().take_while(u8::is_ascii_digit).count();
        let (number, rest) = part.split_at(digits);
        let at = known.iter().position(|one| *one == number).unwrap_or_else(|| {
            known.push(number);
            known.len() - 1
        });
        text.push_str(&format!("{id}-c{at}{rest}"));
    }
    text
}

/// Shortens the numbers of elements, such as 61.300000000000004; texts stay.
fn rounded(body: &str) -> String {
    let part = |part: &str| match part.split_once('>') {
        Some((element, text)) => format!("{}>{text}", shortened(element)),
        None => part.to_owned(),
    };
    body.split('<').map(part).collect::<Vec<_>>().join("<")
}

fn shortened(body: &str) -> String {
    let mut text = String::with_capacity(body.len());
    let mut rest = body;
    while let Some(at) = rest.find('.') {
        let whole = rest[..at].bytes().rev().take_while(u8::is_ascii_digit).count();
        let digits = rest[at + 1..].bytes().take_while(u8::is_ascii_digit).count();
        let (from, to) = (at - whole, at + 1 + digits);
        match rest[from..to].parse::<f64>() {
            Ok(value) if whole > 0 && digits > DECIMALS => {
                text.push_str(&rest[..from]);
                text.push_str(format!("{value:.DECIMALS$}").trim_end_matches('0').trim_end_matches('.'));
            }
            _ => text.push_str(&rest[..to]),
        }
        rest = &rest[to..];
    }
    text + rest
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_short_and_ids_do_not_depend_on_earlier_drawings() {
        let body = "<a x=\"61.300000000000004\" y=\"-0.04\" r=\"2.5\" t=\".5\">0.25 <b/>.a";
        assert_eq!(rounded(body), "<a x=\"61.3\" y=\"-0\" r=\"2.5\" t=\".5\">0.25 <b/>.a");
        let body = "id=\"kuva-clip-17\" url(#kuva-clip-17) id=\"kuva-clip-18\"";
        assert_eq!(renamed(body, "f1"), "id=\"f1-c0\" url(#f1-c0) id=\"f1-c1\"");
    }
}
