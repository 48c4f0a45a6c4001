//! Tables that a test makes and a page shows between two marks.

use std::path::Path;

/// Whether a page of the repository has the text between these marks; with `SOLEUS_BLESS=1` it is put there.
pub(crate) fn is_committed(page: &str, marks: [&str; 2], text: &str) -> bool {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(page);
    let page = std::fs::read_to_string(&path).unwrap().replace("\r\n", "\n");
    let [start, end] = marks.map(|mark| page.find(mark).unwrap());
    let start = start + marks[0].len();
    let wanted = format!("\n\n{text}\n");
    if std::env::var_os("SOLEUS_BLESS").is_some_and(|asked| asked == "1") {
        std::fs::write(path, format!("{}{wanted}{}", &page[..start], &page[end..])).unwrap();
        return true;
    }
    page[start..end] == wanted
}
