//! The words of mails: plain text, a reference, a place, why, and where to look.

use super::Item;
use crate::config::Rhythm;

/// Subject and text of a mail.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Letter {
    /// One line.
    pub subject: String,
    /// Plain text.
    pub body: String,
}

/// Items that one mail lists; the page has them all.
const MOST: usize = 20;

/// The digest of a lead. The subject has no number in it: admins see subjects, and nothing is counted by
/// person.
#[must_use]
pub fn digest(name: &str, items: &[Item], house: Option<&str>, rhythm: Rhythm) -> Letter {
    let mut parts = vec![format!("Good morning {name},")];
    parts.push(match items.len() {
        1 => "One thing has waited for you longer than the house promises.".into(),
        n => format!("{n} things have waited for you longer than the house promises."),
    });
    if house.is_none() {
        parts.push("Open Candor as you always do; the path below each of them leads there.".into());
    }
    for item in items.iter().take(MOST) {
        let link = link(house, &item.href);
        parts.push(format!("{}\n{}\n{link}", item.words, item.why));
    }
    if items.len() > MOST {
        parts.push(format!("All of them: {}", link(house, "/digest")));
    }
    parts.push("Thank you for answering. Whoever spoke up is glad of any word.".into());
    let when = match rhythm {
        Rhythm::Weekly => "once a week",
        Rhythm::Daily | Rhythm::Off => "on weekday mornings",
    };
    parts.push(format!(
        "-- \nYou get this {when}, and only when something waits, because you answer for places here. You can turn it off: {}",
        link(house, "/digest")
    ));
    Letter {
        subject: "What waits for you".into(),
        body: joined(&parts),
    }
}

/// A mail that shows that mail works.
#[must_use]
pub fn test(name: &str, house: Option<&str>) -> Letter {
    let parts = [
        format!("Good day {name},"),
        "You asked Candor for a test. It has arrived: mail works.".into(),
        format!("Mail of this house: {}", link(house, "/notices")),
    ];
    Letter {
        subject: "A test from Candor".into(),
        body: joined(&parts),
    }
}

fn joined(parts: &[String]) -> String {
    parts.join("\n\n") + "\n"
}

fn link(house: Option<&str>, path: &str) -> String {
    format!("{}{path}", house.unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn item(n: usize) -> Item {
        Item {
            why:
                "It has waited 9 days for your thanks. The house promises a first answer within 7."
                    .into(),
            words: format!("4H7-KQ{n} · Ramp 3"),
            href: format!("/reports/4H7-KQ{n}"),
        }
    }

    #[test]
    fn a_digest_says_why_each_thing_is_in_it() {
        let letter = digest(
            "Ada",
            &[item(2)],
            Some("https://candor.example.org"),
            Rhythm::Daily,
        );
        assert_eq!(letter.subject, "What waits for you");
        assert!(letter.body.contains(
            "4H7-KQ2 · Ramp 3\nIt has waited 9 days for your thanks. The house promises a first answer within 7.\nhttps://candor.example.org/reports/4H7-KQ2\n"
        ), "{}", letter.body);
        assert!(
            letter
                .body
                .contains("turn it off: https://candor.example.org/digest")
        );
    }

    #[test]
    fn without_a_public_address_it_says_how_to_get_there() {
        let letter = digest("Ada", &[item(2)], None, Rhythm::Weekly);
        assert!(letter.body.contains("Open Candor as you always do"));
        assert!(
            letter.body.contains("\n/reports/4H7-KQ2\n"),
            "{}",
            letter.body
        );
        assert!(letter.body.contains("once a week"));
    }

    #[test]
    fn a_long_one_ends_and_says_where_the_rest_is() {
        let items: Vec<Item> = (0..30).map(item).collect();
        let letter = digest("Ada", &items, None, Rhythm::Daily);
        assert_eq!(letter.body.matches("Ramp 3").count(), 20);
        assert!(letter.body.contains("All of them: /digest"));
    }
}
