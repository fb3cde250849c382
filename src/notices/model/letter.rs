//! The words of mails: plain text, a reference, a place, why, and where to look.

use super::{Item, Part};
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

/// The digest of somebody: what waits, and what is new this week; one of the two at least. The subject has no number
/// in it: admins see subjects, and nothing is counted by person.
#[must_use]
pub fn digest(
    name: &str,
    items: &[Item],
    news: &[Part],
    house: Option<&str>,
    rhythm: Rhythm,
) -> Letter {
    let mut parts = vec![format!("Good morning {name},")];
    match items.len() {
        0 => {}
        1 => parts.push("One thing has waited for you longer than the house promises.".into()),
        n => parts.push(format!(
            "{n} things have waited for you longer than the house promises."
        )),
    }
    if house.is_none() {
        parts.push("Open Candor as you always do; the path below each of them leads there.".into());
    }
    parts.extend(items.iter().take(MOST).map(|item| listed(item, house)));
    if items.len() > MOST {
        parts.push(format!("All of them: {}", link(house, "/digest")));
    }
    if !items.is_empty() {
        parts.push("Thank you for answering. Whoever spoke up is glad of any word.".into());
    }
    for part in news {
        parts.push(part.heading.to_uppercase());
        parts.extend(part.words.clone());
        parts.extend(part.items.iter().map(|item| listed(item, house)));
    }
    parts.push(why(items, rhythm, house));
    let subject = match items {
        [] => news.first().map_or("Candor", |part| part.heading),
        _ => "What waits for you",
    };
    Letter {
        subject: subject.into(),
        body: joined(&parts),
    }
}

/// Why somebody gets this, and how it ends.
fn why(items: &[Item], rhythm: Rhythm, house: Option<&str>) -> String {
    let off = link(house, "/digest");
    if items.is_empty() {
        return format!(
            "-- \nYou get this once a week, and only when there is something to ask, because you learn from what people tell here. You can turn it off: {off}"
        );
    }
    let when = match rhythm {
        Rhythm::Weekly => "once a week",
        Rhythm::Daily | Rhythm::Off => "on weekday mornings",
    };
    format!(
        "-- \nYou get this {when}, and only when something waits, because you answer for places here. You can turn it off: {off}"
    )
}

fn listed(item: &Item, house: Option<&str>) -> String {
    format!("{}\n{}\n{}", item.words, item.why, link(house, &item.href))
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
            &[],
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
        let letter = digest("Ada", &[item(2)], &[], None, Rhythm::Weekly);
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
        let letter = digest("Ada", &items, &[], None, Rhythm::Daily);
        assert_eq!(letter.body.matches("Ramp 3").count(), 20);
        assert!(letter.body.contains("All of them: /digest"));
    }

    #[test]
    fn news_stand_below_what_waits_or_alone() {
        let news = Part {
            heading: "What the charts ask this week",
            words: Some("In the week of 2 March, 14 reports reached us.".into()),
            items: vec![Item {
                words: "Hall 2: Fewer problems, or harder to say?".into(),
                why: "Fewer reports than usual.".into(),
                href: "/trends/signals/4H7-KQ2".into(),
            }],
        };
        let both = digest(
            "Ada",
            &[item(2)],
            std::slice::from_ref(&news),
            None,
            Rhythm::Daily,
        );
        assert_eq!(both.subject, "What waits for you");
        let waits = both.body.find("Ramp 3").unwrap();
        assert!(waits < both.body.find("WHAT THE CHARTS ASK THIS WEEK").unwrap());
        let alone = digest("Ivo", &[], &[news], None, Rhythm::Daily);
        assert_eq!(alone.subject, "What the charts ask this week");
        assert!(alone.body.contains("14 reports reached us.\n\nHall 2: Fewer problems, or harder to say?\nFewer reports than usual.\n/trends/signals/4H7-KQ2\n"), "{}", alone.body);
        assert!(!alone.body.contains("waited") && alone.body.contains("turn it off: /digest"));
    }
}
