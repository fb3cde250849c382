//! What the house does by itself once a minute: digests are queued, mails go out.

use super::{Dues, Notice, Post, Purpose, Recipient, commands, model};
use crate::{
    config::Rhythm,
    db::{Db, StoreError},
    kernel::time::{Clock, Now},
    people::Person,
};

/// Mails that one round sends at most; the next one goes on.
const MOST: usize = 200;

/// What a round needs to know.
#[derive(Clone)]
pub struct Office {
    /// The mail server; `None` when it is not set up: then nothing is sent.
    pub post: Option<Post>,
    /// What can be in a digest.
    pub dues: Dues,
    /// When digests go out.
    pub rhythm: Rhythm,
    /// The house's address for links.
    pub public_url: Option<String>,
}

impl Office {
    /// Whether digests go out about now: what they tell of is best looked for before.
    #[must_use]
    pub fn is_about_to_write(&self, now: Now) -> bool {
        self.post.is_some() && model::day_of_issue(self.rhythm, now).is_some()
    }
}

/// Drops what is out of date, queues the digests of this morning, and sends what is due. Several servers
/// on one database may do so at once.
///
/// # Errors
/// When the store fails.
pub async fn round(db: &Db, office: &Office, clock: &Clock) -> Result<(), StoreError> {
    let now = clock.now();
    if db.read(move |conn| commands::is_untidy(conn, now)).await? {
        db.write(move |tx| commands::tidy(tx, now)).await?;
    }
    if office.post.is_some() {
        send_digests(db, office, now).await?;
    }
    if let Some(post) = &office.post {
        deliver(db, post, clock).await?;
    }
    Ok(())
}

/// Queues the digests that are to be sent now; answers how many.
///
/// # Errors
/// When the store fails.
pub async fn send_digests(db: &Db, office: &Office, now: Now) -> Result<usize, StoreError> {
    let Some(day) = model::day_of_issue(office.rhythm, now) else {
        return Ok(0);
    };
    let readers = db.read(move |conn| commands::readers(conn, day)).await?;
    let mut queued = 0;
    for reader in readers {
        let (dues, person) = (office.dues.clone(), reader.clone());
        // Looked up before the transaction: nobody waits behind it.
        let (items, news) = db
            .read(move |conn| {
                let items = dues.of(conn, &person, now)?;
                let since = commands::news_since(conn, person.id, day)?;
                let news = match since {
                    Some(since) => dues.news(conn, &person, since, now)?,
                    None => Vec::new(),
                };
                Ok::<_, StoreError>((items, news))
            })
            .await?;
        let notice = (!items.is_empty() || !news.is_empty()).then(|| {
            let key = format!("digest {day}");
            digest(&reader, (&items, &news), office, key)
        });
        let person = reader.id;
        if db
            .write(move |tx| commands::issue(tx, person, day, notice.as_ref(), now))
            .await?
        {
            queued += 1;
        }
    }
    Ok(queued)
}

fn digest(
    reader: &Person,
    (items, news): (&[model::Item], &[model::Part]),
    office: &Office,
    key: String,
) -> Notice {
    let house = office.public_url.as_deref();
    let letter = model::digest(&reader.name, items, news, house, office.rhythm);
    Notice {
        to: Recipient::Person(reader.id),
        purpose: Purpose::Digest,
        subject: letter.subject,
        body: letter.body,
        key,
        not_before: None,
    }
}

/// Sends what is due, one after the other; answers how many a mail server has taken. When the server
/// itself is in trouble the others wait for the next round, without their tries being counted.
///
/// # Errors
/// When the store fails. What was being sent then is due again after some minutes.
pub async fn deliver(db: &Db, post: &Post, clock: &Clock) -> Result<usize, StoreError> {
    let mut taken = 0;
    for _ in 0..MOST {
        let now = clock.now();
        if !db.read(move |conn| commands::is_due(conn, now)).await? {
            break;
        }
        let Some(mail) = db.write(move |tx| commands::claim(tx, now)).await? else {
            break;
        };
        let outcome = post.send(&mail, now).await;
        let now = clock.now();
        db.write(move |tx| commands::settle(tx, &mail, outcome, now))
            .await?;
        match outcome {
            Ok(()) => taken += 1,
            Err(trouble) => {
                tracing::warn!(reason = %trouble.in_words(), "a mail could not be sent");
                if trouble.is_the_servers() {
                    break;
                }
            }
        }
    }
    Ok(taken)
}
