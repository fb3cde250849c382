//! Clients that post reports over kept connections, each waiting for its answer.

use super::{super::Failure, sample};
use crate::places::PlaceCode;
use std::{
    net::SocketAddr,
    sync::Arc,
    time::{Duration, Instant},
};
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::TcpStream,
};

/// What the clients saw.
pub(super) struct Seen {
    /// Accepted reports a second.
    pub(super) per_second: f64,
    /// The median of the answers' times.
    pub(super) p50_ms: f64,
    /// The 99th percentile.
    pub(super) p99_ms: f64,
    /// Answers other than 201: a figure with any of them is worth nothing.
    pub(super) refused: u64,
}

/// Lets `clients` post for `seconds`, after a warm-up of a third of that. `first` numbers the reports,
/// so that no two runs send the same.
pub(super) fn post(
    address: SocketAddr,
    clients: u64,
    seconds: u64,
    first: u64,
    places: &[PlaceCode],
) -> Result<Seen, Failure> {
    let places = Arc::new(places.to_vec());
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .map_err(Failure::of)?;
    let started = Instant::now();
    let counted_from = started + Duration::from_millis(seconds * 333);
    let until = counted_from + Duration::from_secs(seconds);
    let results = runtime.block_on(async {
        let mut tasks = Vec::new();
        for client in 0..clients {
            let places = places.clone();
            tasks.push(tokio::spawn(async move {
                client_loop(
                    address,
                    first + client * 10_000_000,
                    counted_from,
                    until,
                    &places,
                )
                .await
            }));
        }
        let mut results = Vec::new();
        for task in tasks {
            results.push(task.await.map_err(Failure::of)??);
        }
        Ok::<_, Failure>(results)
    })?;
    let mut times: Vec<f64> = results
        .iter()
        .flat_map(|(times, _)| times.iter().copied())
        .collect();
    times.sort_by(f64::total_cmp);
    #[expect(clippy::cast_precision_loss, reason = "counts far below 2^52")]
    let per_second = times.len() as f64 / (until - counted_from).as_secs_f64();
    let at = |percent: usize| {
        times
            .get(times.len() * percent / 100)
            .copied()
            .unwrap_or(0.0)
    };
    Ok(Seen {
        per_second,
        p50_ms: at(50),
        p99_ms: at(99),
        refused: results.iter().map(|(_, refused)| refused).sum(),
    })
}

async fn client_loop(
    address: SocketAddr,
    mut n: u64,
    counted_from: Instant,
    until: Instant,
    places: &[PlaceCode],
) -> Result<(Vec<f64>, u64), Failure> {
    let mut stream = TcpStream::connect(address).await.map_err(Failure::of)?;
    stream.set_nodelay(true).map_err(Failure::of)?;
    let (mut times, mut refused) = (Vec::new(), 0);
    let mut answer = vec![0; 4096];
    loop {
        let (key, body) = sample::json(n, places)?;
        n += 1;
        let request = format!(
            "POST /api/v1/reports HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nIdempotency-Key: {key}\r\nContent-Length: {}\r\n\r\n{body}",
            body.len()
        );
        let sent = Instant::now();
        stream
            .write_all(request.as_bytes())
            .await
            .map_err(Failure::of)?;
        let accepted = read_answer(&mut stream, &mut answer).await?;
        let now = Instant::now();
        if !accepted {
            refused += 1;
        } else if sent >= counted_from && now <= until {
            times.push((now - sent).as_secs_f64() * 1000.0);
        }
        if now >= until {
            return Ok((times, refused));
        }
    }
}

/// Reads one whole answer; whether it was 201.
async fn read_answer(stream: &mut TcpStream, buffer: &mut [u8]) -> Result<bool, Failure> {
    let mut filled = 0;
    loop {
        let read = stream
            .read(&mut buffer[filled..])
            .await
            .map_err(Failure::of)?;
        if read == 0 {
            return Err(Failure("the server closed a connection".into()));
        }
        filled += read;
        if let Some(head) = buffer[..filled]
            .windows(4)
            .position(|four| four == b"\r\n\r\n")
        {
            let text = String::from_utf8_lossy(&buffer[..head]).to_ascii_lowercase();
            let length: usize = text
                .lines()
                .find_map(|line| line.strip_prefix("content-length: ")?.trim().parse().ok())
                .unwrap_or(0);
            if filled >= head + 4 + length {
                return Ok(text.starts_with("http/1.1 201"));
            }
        }
    }
}
