//! `cargo bench`: the same as `candor bench accept`.

fn main() -> std::process::ExitCode {
    candor::cli::run_with(["candor", "bench", "accept"])
}
