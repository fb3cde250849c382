//! A small browser: keeps cookies, follows redirects, and presses buttons by their words.

use scraper::{ElementRef, Html, Selector};
use std::{
    collections::BTreeMap,
    fmt::Write as _,
    io::{Read, Write},
    net::{SocketAddr, TcpStream},
    time::Duration,
};

/// A field of a form with files: its name, its file's name, its bytes.
pub type Part<'a> = (&'a str, Option<&'a str>, &'a [u8]);

/// One person's browser, with the page that it shows.
pub struct Browser {
    address: SocketAddr,
    cookies: BTreeMap<String, String>,
    path: String,
    answer: Answer,
    languages: Option<String>,
}

#[derive(Default)]
struct Answer {
    status: u16,
    headers: Vec<(String, String)>,
    body: Vec<u8>,
}

impl Browser {
    pub fn new(address: SocketAddr) -> Self {
        Self {
            address,
            cookies: BTreeMap::new(),
            path: "/".to_owned(),
            answer: Answer::default(),
            languages: None,
        }
    }

    /// Asks for these languages from now on: `da, en;q=0.5`.
    pub fn speaks(&mut self, languages: &str) -> &mut Self {
        self.languages = Some(languages.to_owned());
        self
    }

    // ---- acting ----

    /// Opens an address and follows redirects.
    pub fn visits(&mut self, path: &str) -> &mut Self {
        self.sends("GET", path, &[("accept", "text/html")], b"");
        self.follows()
    }

    /// Presses a button by its words: sends all fields of its form as they stand, and these.
    ///
    /// A given field takes the place of all of its name; several of one name are all sent. Fields and
    /// choices that the form does not offer are a mistake in the test or on the page.
    pub fn presses(&mut self, button: &str, given: &[(&str, &str)]) -> &mut Self {
        let form = self.form_of(button);
        for (name, value) in given {
            form.must_offer(name, value);
        }
        let mut fields: Vec<(String, String)> = form
            .fields
            .into_iter()
            .filter(|(name, _)| !given.iter().any(|(other, _)| other == name))
            .collect();
        fields.extend(
            given
                .iter()
                .map(|&(name, value)| (name.into(), value.into())),
        );
        let action = match form.action.as_str() {
            "" => self.path.clone(),
            action => action.to_owned(),
        };
        if form.with_files {
            let parts: Vec<Part<'_>> = fields
                .iter()
                .map(|(name, value)| (name.as_str(), None, value.as_bytes()))
                .collect();
            self.posts_parts(&action, "text/html", &parts)
        } else if form.method == "post" {
            let pairs: Vec<(&str, &str)> = fields
                .iter()
                .map(|(name, value)| (name.as_str(), value.as_str()))
                .collect();
            self.posts(&action, &pairs)
        } else {
            let pairs = encoded(&fields);
            let path = action.split('?').next().unwrap_or_default();
            self.visits(&format!("{path}?{pairs}"))
        }
    }

    /// Presses the button of a form after choosing a file for its one field that takes files.
    pub fn attaches(&mut self, button: &str, file_name: &str, file: &[u8]) -> &mut Self {
        let form = self.form_of(button);
        let field = form.file_field.clone();
        let field = field.unwrap_or_else(|| panic!("{button:?} takes no file"));
        assert!(
            form.with_files && form.method == "post",
            "{button:?} would lose the file"
        );
        let mut parts: Vec<Part<'_>> = form
            .fields
            .iter()
            .map(|(name, value)| (name.as_str(), None, value.as_bytes()))
            .collect();
        parts.retain(|(name, ..)| *name != field);
        parts.push((&field, Some(file_name), file));
        self.posts_parts(&form.action, "text/html", &parts)
    }

    /// Sends a form with files, each part a name, perhaps a file's name, and bytes.
    pub fn posts_parts(&mut self, path: &str, accept: &str, parts: &[Part<'_>]) -> &mut Self {
        let mut body = Vec::new();
        for (name, file_name, bytes) in parts {
            let _ = write!(
                body,
                "--between\r\ncontent-disposition: form-data; name=\"{name}\""
            );
            if let Some(file_name) = file_name {
                let _ = write!(
                    body,
                    "; filename=\"{file_name}\"\r\ncontent-type: image/jpeg"
                );
            }
            body.extend(b"\r\n\r\n");
            body.extend(*bytes);
            body.extend(b"\r\n");
        }
        body.extend(b"--between--\r\n");
        let headers = [
            ("accept", accept),
            ("content-type", "multipart/form-data; boundary=between"),
        ];
        self.sends("POST", path, &headers, &body);
        self.follows()
    }

    /// Follows the link with these words.
    pub fn follows_link(&mut self, words: &str) -> &mut Self {
        let html = self.html();
        let href = all(html.root_element(), "a[href]")
            .find(|link| text_of(*link) == words)
            .and_then(|link| link.value().attr("href").map(str::to_owned));
        let Some(href) = href else {
            panic!("there is no link {words:?} on this page:\n{}", self.text());
        };
        self.visits(&href)
    }

    /// Sends a form that no page offers, for what a browser would not do.
    pub fn posts(&mut self, path: &str, fields: &[(&str, &str)]) -> &mut Self {
        let body = encoded(fields);
        self.posts_bytes(path, body.as_bytes())
    }

    /// Sends the bytes of a form.
    pub fn posts_bytes(&mut self, path: &str, body: &[u8]) -> &mut Self {
        let headers = [
            ("accept", "text/html"),
            ("content-type", "application/x-www-form-urlencoded"),
        ];
        self.sends("POST", path, &headers, body);
        self.follows()
    }

    /// Sends JSON and asks for JSON.
    pub fn posts_json(&mut self, path: &str, body: &serde_json::Value) -> &mut Self {
        let headers = [
            ("accept", "application/json"),
            ("content-type", "application/json"),
        ];
        self.sends("POST", path, &headers, body.to_string().as_bytes())
    }

    /// Sends anything, and follows nothing.
    pub fn sends(
        &mut self,
        method: &str,
        path: &str,
        headers: &[(&str, &str)],
        body: &[u8],
    ) -> &mut Self {
        let mut head = format!("{method} {path} HTTP/1.1\r\nconnection: close\r\n");
        if !headers.iter().any(|(name, _)| *name == "host") {
            let _ = write!(head, "host: {}\r\n", self.address);
        }
        if !self.cookies.is_empty() {
            let cookies: Vec<String> = self
                .cookies
                .iter()
                .map(|(name, value)| format!("{name}={value}"))
                .collect();
            let _ = write!(head, "cookie: {}\r\n", cookies.join("; "));
        }
        if let Some(languages) = &self.languages {
            let _ = write!(head, "accept-language: {languages}\r\n");
        }
        for (name, value) in headers {
            let _ = write!(head, "{name}: {value}\r\n");
        }
        let _ = write!(head, "content-length: {}\r\n\r\n", body.len());
        self.answer = exchange(self.address, head.as_bytes(), body);
        self.path = path.to_owned();
        self.takes_cookies();
        self
    }

    fn follows(&mut self) -> &mut Self {
        for _ in 0..5 {
            if !(301..400).contains(&self.answer.status) {
                return self;
            }
            let to = self.header("location").unwrap_or_default().to_owned();
            assert!(
                to.starts_with('/') && !to.starts_with("//"),
                "this leads away from the house: {to}"
            );
            // The part of the page after the `#` is the browser's own business.
            let to = to.split('#').next().unwrap_or_default().to_owned();
            self.sends("GET", &to, &[("accept", "text/html")], b"");
        }
        panic!("{} leads in a circle", self.path);
    }

    fn takes_cookies(&mut self) {
        for (name, line) in &self.answer.headers {
            if name != "set-cookie" {
                continue;
            }
            let (pair, attributes) = line.split_once(';').unwrap_or((line, ""));
            let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
            if attributes.to_ascii_lowercase().contains("max-age=0") {
                self.cookies.remove(name);
            } else {
                self.cookies.insert(name.to_owned(), value.to_owned());
            }
        }
    }

    /// Has a cookie from before.
    pub fn keeps_cookie(&mut self, name: &str, value: &str) {
        self.cookies.insert(name.to_owned(), value.to_owned());
    }

    /// The value of a cookie.
    pub fn cookie(&self, name: &str) -> Option<&str> {
        self.cookies.get(name).map(String::as_str)
    }

    /// Forgets all cookies.
    pub fn forgets(&mut self) -> &mut Self {
        self.cookies.clear();
        self
    }

    // ---- looking ----

    /// The words stand on the page; line ends and runs of spaces do not matter.
    #[track_caller]
    pub fn says(&mut self, words: &str) -> &mut Self {
        let text = self.text();
        assert!(text.contains(words), "{words:?} is not said here:\n{text}");
        self
    }

    #[track_caller]
    pub fn does_not_say(&mut self, words: &str) -> &mut Self {
        let text = self.text();
        assert!(!text.contains(words), "{words:?} is said here:\n{text}");
        self
    }

    /// The words can be read: on the page, or in a field that is not hidden.
    #[track_caller]
    pub fn shows(&mut self, words: &str) -> &mut Self {
        let in_a_field = all(
            self.html().root_element(),
            "input:not([type=hidden]):not([hidden])",
        )
        .any(|field| field.value().attr("value") == Some(words));
        if in_a_field { self } else { self.says(words) }
    }

    /// A button with these words can be pressed.
    #[track_caller]
    pub fn offers(&mut self, button: &str) -> &mut Self {
        assert!(
            self.buttons().contains(&button.to_owned()),
            "there is no button {button:?}, only {:?}",
            self.buttons()
        );
        self
    }

    #[track_caller]
    pub fn does_not_offer(&mut self, button: &str) -> &mut Self {
        assert!(
            !self.buttons().contains(&button.to_owned()),
            "there is a button {button:?}"
        );
        self
    }

    /// A link leads there.
    #[track_caller]
    pub fn links_to(&mut self, href: &str) -> &mut Self {
        assert!(
            self.has(&format!("a[href={href:?}]")),
            "nothing leads to {href} from here:\n{}",
            self.text()
        );
        self
    }

    /// A form's field holds this, as typed or chosen.
    #[track_caller]
    pub fn holds(&mut self, name: &str, value: &str) -> &mut Self {
        let html = self.html();
        let held: Vec<String> = all(html.root_element(), "form")
            .flat_map(|form| Form::read(form).fields)
            .filter(|(other, _)| other == name)
            .map(|(_, value)| value.replace("\r\n", "\n"))
            .collect();
        assert!(
            held.iter().any(|other| other == value),
            "{name} holds {held:?} and not {value:?}:\n{}",
            self.text()
        );
        self
    }

    /// The page is this one (without what was just done).
    #[track_caller]
    pub fn is_at(&mut self, path: &str) -> &mut Self {
        let here = self.path.split("?done=").next().unwrap_or_default();
        assert_eq!(here, path, "{}", self.text());
        self
    }

    /// The answer has this status.
    #[track_caller]
    pub fn answers(&mut self, status: u16) -> &mut Self {
        assert_eq!(self.answer.status, status, "{}", self.text());
        self
    }

    pub fn status(&self) -> u16 {
        self.answer.status
    }

    pub fn path(&self) -> &str {
        &self.path
    }

    pub fn header(&self, name: &str) -> Option<&str> {
        self.answer
            .headers
            .iter()
            .find(|(other, _)| other == name)
            .map(|(_, value)| value.as_str())
    }

    /// All values of a header, such as `set-cookie`.
    pub fn headers(&self, name: &str) -> Vec<&str> {
        self.answer
            .headers
            .iter()
            .filter(|(other, _)| other == name)
            .map(|(_, value)| value.as_str())
            .collect()
    }

    pub fn bytes(&self) -> &[u8] {
        &self.answer.body
    }

    pub fn body(&self) -> String {
        String::from_utf8_lossy(&self.answer.body).into_owned()
    }

    #[track_caller]
    pub fn json(&self) -> serde_json::Value {
        serde_json::from_slice(&self.answer.body).unwrap_or_else(|_| panic!("{}", self.body()))
    }

    pub fn html(&self) -> Html {
        Html::parse_document(&self.body())
    }

    /// Whether something on the page fits a CSS selector.
    pub fn has(&self, selector: &str) -> bool {
        all(self.html().root_element(), selector).next().is_some()
    }

    /// The words of everything that fits a CSS selector.
    pub fn texts(&self, selector: &str) -> Vec<String> {
        all(self.html().root_element(), selector)
            .map(text_of)
            .collect()
    }

    /// An attribute of the first thing that fits a CSS selector.
    pub fn attribute(&self, selector: &str, name: &str) -> Option<String> {
        let parsed = Selector::parse(selector).unwrap_or_else(|_| panic!("{selector}"));
        self.html()
            .select(&parsed)
            .find_map(|found| found.value().attr(name).map(str::to_owned))
    }

    /// The token of this page's own forms, for [`Browser::posts`].
    #[track_caller]
    pub fn csrf(&self) -> String {
        self.attribute("input[name=csrf]", "value")
            .unwrap_or_else(|| panic!("no form here has a token:\n{}", self.text()))
    }

    /// All words of the page.
    pub fn text(&self) -> String {
        let html = self.html();
        all(html.root_element(), "body")
            .map(text_of)
            .collect::<Vec<_>>()
            .join(" ")
    }

    fn buttons(&self) -> Vec<String> {
        self.texts("button:not([disabled])")
    }

    #[track_caller]
    fn form_of(&self, words: &str) -> Form {
        let html = self.html();
        let Some(button) =
            all(html.root_element(), "button:not([disabled])").find(|b| text_of(*b) == words)
        else {
            panic!(
                "there is no button {words:?}, only {:?}, on {}",
                self.buttons(),
                self.path
            );
        };
        let form = match button.value().attr("form") {
            Some(id) => all(html.root_element(), &format!("form[id={id:?}]")).next(),
            None => button
                .ancestors()
                .filter_map(ElementRef::wrap)
                .find(|element| element.value().name() == "form"),
        };
        let mut form = Form::read(form.unwrap_or_else(|| panic!("{words:?} is in no form")));
        if let (Some(name), value) = (
            button.value().attr("name"),
            button.value().attr("value").unwrap_or_default(),
        ) {
            form.fields.push((name.to_owned(), value.to_owned()));
        }
        form
    }
}

/// A form as it stands on a page.
struct Form {
    action: String,
    method: String,
    with_files: bool,
    file_field: Option<String>,
    fields: Vec<(String, String)>,
    /// Every name, with the values to choose from when it is a choice.
    offered: BTreeMap<String, Option<Vec<String>>>,
}

impl Form {
    fn read(form: ElementRef<'_>) -> Self {
        let attribute = |name| form.value().attr(name).unwrap_or_default().to_owned();
        let mut read = Self {
            action: attribute("action"),
            method: attribute("method").to_lowercase(),
            with_files: attribute("enctype") == "multipart/form-data",
            file_field: None,
            fields: Vec::new(),
            offered: BTreeMap::new(),
        };
        for control in all(form, "input[name], textarea[name], select[name]") {
            read.take(control);
        }
        read
    }

    fn take(&mut self, control: ElementRef<'_>) {
        let name = control.value().attr("name").unwrap_or_default().to_owned();
        let value = control.value().attr("value").map(str::to_owned);
        match (control.value().name(), control.value().attr("type")) {
            ("select", _) => {
                let options: Vec<_> = all(control, "option").collect();
                let chosen = options
                    .iter()
                    .find(|option| option.value().attr("selected").is_some())
                    .or(options.first());
                let value_of = |option: &ElementRef<'_>| {
                    option
                        .value()
                        .attr("value")
                        .map_or_else(|| text_of(*option), str::to_owned)
                };
                self.fields
                    .extend(chosen.map(|option| (name.clone(), value_of(option))));
                let values = options.iter().map(value_of).collect();
                self.offered.insert(name, Some(values));
            }
            ("input", Some("radio" | "checkbox")) => {
                let value = value.unwrap_or_else(|| "on".to_owned());
                if control.value().attr("checked").is_some() {
                    self.fields.push((name.clone(), value.clone()));
                }
                let offered = self.offered.entry(name).or_insert_with(|| Some(Vec::new()));
                offered.get_or_insert_default().push(value);
            }
            ("input", Some("file")) => self.file_field = Some(name),
            ("textarea", _) => {
                // The parser has taken the first line end away, as browsers do.
                let typed: String = control.text().collect();
                self.fields.push((name.clone(), typed));
                self.offered.insert(name, None);
            }
            _ => {
                self.fields.push((name.clone(), value.unwrap_or_default()));
                self.offered.insert(name, None);
            }
        }
    }

    #[track_caller]
    fn must_offer(&self, name: &str, value: &str) {
        match self.offered.get(name) {
            None => panic!("the form has no field {name:?}, only {:?}", self.offered),
            Some(Some(values)) => assert!(
                values.iter().any(|offered| offered == value),
                "{name} offers {values:?} and not {value:?}"
            ),
            Some(None) => {}
        }
    }
}

/// Everything inside an element that fits a CSS selector.
fn all<'a>(root: ElementRef<'a>, selector: &str) -> impl Iterator<Item = ElementRef<'a>> {
    let selector = Selector::parse(selector).unwrap_or_else(|_| panic!("{selector}"));
    let found: Vec<_> = root.select(&selector).collect();
    found.into_iter()
}

/// Elements that stand within a line; around all others there is a gap.
const INLINE: [&str; 12] = [
    "a", "b", "bdi", "code", "em", "i", "mark", "small", "span", "strong", "sub", "sup",
];

fn text_of(element: ElementRef<'_>) -> String {
    let mut text = String::new();
    read_into(&mut text, element);
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn read_into(text: &mut String, element: ElementRef<'_>) {
    for child in element.children() {
        if let Some(words) = child.value().as_text() {
            text.push_str(words);
        } else if let Some(inner) = ElementRef::wrap(child) {
            // Nobody reads a template until a script shows it.
            if inner.value().name() == "template" {
                continue;
            }
            let gap = if INLINE.contains(&inner.value().name()) {
                ""
            } else {
                " "
            };
            text.push_str(gap);
            read_into(text, inner);
            text.push_str(gap);
        }
    }
}

/// As browsers send a form: line ends are CRLF.
fn encoded(fields: &[(impl AsRef<str>, impl AsRef<str>)]) -> String {
    let escaped = |text: &str| {
        let text = text.replace("\r\n", "\n").replace('\n', "\r\n");
        percent_encoding::utf8_percent_encode(&text, percent_encoding::NON_ALPHANUMERIC).to_string()
    };
    fields
        .iter()
        .map(|(name, value)| format!("{}={}", escaped(name.as_ref()), escaped(value.as_ref())))
        .collect::<Vec<_>>()
        .join("&")
}

fn exchange(address: SocketAddr, head: &[u8], body: &[u8]) -> Answer {
    let mut stream = TcpStream::connect(address).unwrap();
    stream
        .set_read_timeout(Some(Duration::from_secs(60)))
        .unwrap();
    stream.write_all(head).unwrap();
    // A server that refuses a body may close before it has read it; its answer counts.
    let _ = stream.write_all(body);
    let mut raw = Vec::new();
    if let Err(failure) = stream.read_to_end(&mut raw) {
        assert!(!raw.is_empty(), "no answer: {failure}");
    }
    Answer::read(&raw)
}

impl Answer {
    fn read(raw: &[u8]) -> Self {
        let end = raw
            .windows(4)
            .position(|window| window == b"\r\n\r\n")
            .unwrap_or_else(|| panic!("no whole answer: {}", String::from_utf8_lossy(raw)));
        let head = String::from_utf8_lossy(&raw[..end]).into_owned();
        let mut lines = head.split("\r\n");
        let status = lines
            .next()
            .and_then(|line| line.split(' ').nth(1))
            .and_then(|digits| digits.parse().ok())
            .unwrap_or_else(|| panic!("{head}"));
        let headers: Vec<(String, String)> = lines
            .filter_map(|line| line.split_once(':'))
            .map(|(name, value)| (name.to_lowercase(), value.trim().to_owned()))
            .collect();
        let chunked = headers
            .iter()
            .any(|(name, value)| name == "transfer-encoding" && value == "chunked");
        let body = &raw[end + 4..];
        Self {
            status,
            body: if chunked {
                unchunked(body)
            } else {
                body.to_vec()
            },
            headers,
        }
    }
}

fn unchunked(mut raw: &[u8]) -> Vec<u8> {
    let mut body = Vec::new();
    while let Some(end) = raw.windows(2).position(|window| window == b"\r\n") {
        let size = String::from_utf8_lossy(&raw[..end]).into_owned();
        let size = usize::from_str_radix(size.trim(), 16).unwrap();
        if size == 0 {
            break;
        }
        body.extend_from_slice(&raw[end + 2..end + 2 + size]);
        raw = &raw[end + 2 + size + 2..];
    }
    body
}
