//! `candor`: arguments in, a command run.

fn main() -> std::process::ExitCode {
    candor::cli::run()
}
