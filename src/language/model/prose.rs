//! A text as the lexicon reads it: the author's own words, with one kind of space and apostrophe, and
//! the way back to where each character stood.

/// The author's own words of a text. Quotations, code and addresses are one mark each.
#[derive(Debug)]
pub(super) struct Prose {
    plain: String,
    /// By byte of `plain`: the place of its character in the text.
    origin: Vec<usize>,
}

/// Stands where somebody else speaks; no pattern has it.
const ELSEWHERE: char = '\u{1}';

impl Prose {
    pub(super) fn read(text: &str) -> Self {
        let chars: Vec<char> = text.chars().collect();
        let hidden = hidden(&chars);
        let mut prose = Self {
            plain: String::with_capacity(text.len()),
            origin: Vec::with_capacity(text.len()),
        };
        let mut at = 0;
        while let Some(&character) = chars.get(at) {
            if hidden.get(at).copied().unwrap_or_default() {
                prose.push_once(ELSEWHERE, at);
                at += 1;
            } else if character.is_whitespace() {
                let run = chars.iter().skip(at).take_while(|c| c.is_whitespace());
                let (length, lines) = run.fold((0, 0), |(length, lines), c| {
                    (length + 1, lines + usize::from(*c == '\n'))
                });
                // A blank line, or a line that begins a list or a heading, begins something new.
                let next = chars.get(at + length).copied().unwrap_or(' ');
                let anew = lines > 1 || (lines == 1 && "-*#+•|>".contains(next));
                prose.push(if anew { '\n' } else { ' ' }, at);
                at += length;
            } else {
                if let Some(folded) = fold(character) {
                    prose.push(folded, at);
                }
                at += 1;
            }
        }
        prose
    }

    /// What is searched.
    pub(super) fn plain(&self) -> &str {
        &self.plain
    }

    /// The characters of the text, from and to, behind a range of bytes of what was searched.
    pub(super) fn place(&self, from: usize, to: usize) -> (usize, usize) {
        let first = self.origin.get(from).copied().unwrap_or_default();
        let last = to.checked_sub(1).and_then(|last| self.origin.get(last));
        (first, last.map_or(first, |last| last + 1))
    }

    fn push(&mut self, character: char, at: usize) {
        self.plain.push(character);
        self.origin
            .extend(std::iter::repeat_n(at, character.len_utf8()));
    }

    fn push_once(&mut self, character: char, at: usize) {
        if !self.plain.ends_with(character) {
            self.push(character, at);
        }
    }
}

/// How many words a text has: what spaces part and a letter is in.
#[must_use]
pub fn count_words(text: &str) -> usize {
    text.split_whitespace()
        .filter(|word| word.chars().any(char::is_alphanumeric))
        .count()
}

/// A pattern in the letters that texts are read in.
pub(super) fn folded(pattern: &str) -> String {
    pattern.chars().filter_map(fold).collect()
}

/// Spellings of one letter become one; marks that nobody types twice the same way go.
fn fold(character: char) -> Option<char> {
    match character {
        '’' | '‘' | 'ʼ' | '´' => Some('\''),
        '‑' | '‐' => Some('-'),
        'أ' | 'إ' | 'آ' | 'ٱ' => Some('ا'),
        'ى' => Some('ي'),
        // Soft hyphens and joiners, and in Arabic the vowels and the stretching line.
        '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{640}' | '\u{64b}'..='\u{652}' => None,
        other => Some(other),
    }
}

/// Which characters are not the author's own words.
fn hidden(chars: &[char]) -> Vec<bool> {
    let mut hidden = vec![false; chars.len()];
    let mut paragraph = 0;
    let mut fence: Option<usize> = None;
    for (from, to) in lines(chars) {
        let line = chars.get(from..to).unwrap_or_default();
        let indent = line.iter().take_while(|c| **c == ' ').count();
        let start = line.get(indent..).unwrap_or_default();
        let fenced = start.starts_with(&['`', '`', '`']);
        let quoted = start.first() == Some(&'>');
        let blank = line.iter().all(|c| c.is_whitespace());
        if fenced || quoted || blank {
            if fence.is_none() {
                paragraph_hidden(chars, paragraph, from, &mut hidden);
            }
            paragraph = to;
        }
        if quoted {
            hide(&mut hidden, from, to);
        }
        if fenced {
            fence = match fence {
                // Only what is closed again is code.
                Some(opened) => {
                    hide(&mut hidden, opened, to);
                    None
                }
                None => Some(from),
            };
        }
    }
    paragraph_hidden(chars, paragraph, chars.len(), &mut hidden);
    hidden
}

/// The lines of a text, without their ends.
fn lines(chars: &[char]) -> impl Iterator<Item = (usize, usize)> + '_ {
    let mut from = 0;
    std::iter::from_fn(move || {
        let rest = chars.get(from..).filter(|rest| !rest.is_empty())?;
        let length = rest.iter().take_while(|c| **c != '\n').count();
        let line = (from, from + length);
        from += length + 1;
        Some(line)
    })
}

fn hide(hidden: &mut [bool], from: usize, to: usize) {
    for place in hidden.iter_mut().take(to).skip(from) {
        *place = true;
    }
}

/// What closes a quotation that this sign opens.
fn closers(opener: char) -> Option<&'static [char]> {
    Some(match opener {
        '"' => &['"'],
        '“' => &['”', '"'],
        '„' => &['“', '”', '"'],
        '”' => &['”'],
        '»' => &['«', '»'],
        '«' => &['»'],
        '‹' => &['›'],
        '›' => &['‹'],
        '\'' => &['\''],
        '‘' => &['’'],
        '‚' => &['‘', '’'],
        '`' => &['`'],
        _ => return None,
    })
}

fn paragraph_hidden(chars: &[char], from: usize, to: usize, hidden: &mut [bool]) {
    // A sign that found no partner will find none further on either: one look for each keeps it linear.
    let mut alone: Vec<char> = Vec::new();
    let mut at = from;
    while at < to {
        let Some(&character) = chars.get(at) else {
            return;
        };
        if let Some(end) = address_end(chars, at, to) {
            hide(hidden, at, end);
            at = end;
            continue;
        }
        let before = at.checked_sub(1).and_then(|before| chars.get(before));
        let opens = before.is_none_or(|c| !c.is_alphanumeric())
            && chars.get(at + 1).is_some_and(|c| !c.is_whitespace());
        let closing = closers(character).filter(|_| opens && !alone.contains(&character));
        if let Some(closing) = closing {
            if let Some(end) = (at + 2..to).find(|end| closes(chars, *end, closing)) {
                hide(hidden, at, end + 1);
                at = end + 1;
                continue;
            }
            alone.push(character);
        }
        at += 1;
    }
}

/// Whether a quotation ends here. An apostrophe stands within a word and ends nothing.
fn closes(chars: &[char], at: usize, closing: &[char]) -> bool {
    let Some(character) = chars.get(at) else {
        return false;
    };
    closing.contains(character)
        && (!matches!(character, '\'' | '’')
            || chars.get(at + 1).is_none_or(|next| !next.is_alphanumeric()))
}

/// Where an address of the web ends that begins here.
fn address_end(chars: &[char], at: usize, to: usize) -> Option<usize> {
    let begins = |scheme: &str| {
        let mut rest = chars.iter().skip(at);
        scheme.chars().all(|c| rest.next() == Some(&c))
    };
    if chars.get(at) != Some(&'h') || !(begins("http://") || begins("https://")) {
        return None;
    }
    let length = chars
        .iter()
        .skip(at)
        .take_while(|c| !c.is_whitespace() && !")>\"]".contains(**c));
    Some((at + length.count()).min(to))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn own(text: &str) -> String {
        Prose::read(text).plain().replace(ELSEWHERE, "¤")
    }

    #[test]
    fn quotations_are_left_out_in_all_signs() {
        for (text, left) in [
            ("She said \"my fault\" twice.", "She said ¤ twice."),
            ("She said “my fault” twice.", "She said ¤ twice."),
            ("Er sagte „meine Schuld“ und ging.", "Er sagte ¤ und ging."),
            ("Mówił „moja wina” i tyle.", "Mówił ¤ i tyle."),
            ("Hun sagde »min fejl« igen.", "Hun sagde ¤ igen."),
            ("Dijo «mi culpa» otra vez.", "Dijo ¤ otra vez."),
            ("He said 'my fault' twice.", "He said ¤ twice."),
            ("He said ‘my fault, don’t ask’ twice.", "He said ¤ twice."),
            ("Look for `user error` there.", "Look for ¤ there."),
            ("> my fault\nI see.", "¤\nI see."),
            ("a\n```\nuser error\n```\nb", "a\n¤\nb"),
            ("see https://x.org/user-error now", "see ¤ now"),
        ] {
            assert_eq!(
                own(text)
                    .replace("¤ \n", "¤\n")
                    .replace("¤ I", "¤\nI")
                    .replace("a ¤ b", "a\n¤\nb"),
                left,
                "{text}"
            );
        }
    }

    #[test]
    fn apostrophes_and_inches_are_no_quotation_marks() {
        for text in [
            "He didn't ask and they don't know.",
            "The operators' error and the nurses' error.",
            "A 5\" pipe and a 6\" pipe.",
            "\"not closed, so nothing is left out",
        ] {
            assert_eq!(own(text), text);
        }
        assert_eq!(own("He didn’t"), "He didn't");
    }

    #[test]
    fn a_quotation_ends_with_its_paragraph() {
        assert_eq!(own("a \"b c\n\nd\" e"), "a \"b c\nd\" e");
    }

    #[test]
    fn broken_lines_are_one_sentence_and_lists_are_not() {
        assert_eq!(own("human\n  error"), "human error");
        assert_eq!(own("human\n- error"), "human\n- error");
        assert_eq!(own("human\u{a0}error"), "human error");
    }

    #[test]
    fn places_lead_back_to_the_text() {
        let text = "Ærlig talt:  “x”  it’s  the   end";
        let prose = Prose::read(text);
        let at = prose.plain().find("it's the").unwrap();
        let (from, to) = prose.place(at, at + "it's the".len());
        let words: String = text.chars().skip(from).take(to - from).collect();
        assert_eq!(words, "it’s  the");
    }
}
