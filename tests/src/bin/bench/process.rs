//! What a process has used so far. Source: proc(5), `/proc/PID/stat` and `/proc/PID/status`.

use std::fs;
use std::time::Duration;
use tokio::process::Child;

/// The length of the tick that Linux counts CPU time in.
const TICK: Duration = Duration::from_millis(10);

/// CPU time since its start and memory at this moment.
pub struct Usage {
    /// In the program and in the system for it.
    pub cpu: Duration,
    /// Memory that is not elsewhere.
    pub resident_bytes: u64,
    /// The most of it that there ever was.
    pub peak_bytes: u64,
}

impl Usage {
    /// What that process has used.
    pub fn of(process: &Child) -> Self {
        let id = process.id().expect("it runs");
        let read = |name: &str| fs::read_to_string(format!("/proc/{id}/{name}")).expect("figures are measured on Linux");
        let status = read("status");
        Self {
            cpu: TICK * ticks(&read("stat")),
            resident_bytes: memory_bytes(&status, "VmRSS:"),
            peak_bytes: memory_bytes(&status, "VmHWM:"),
        }
    }
}

/// Lets the most memory that there ever was begin anew. Source: `proc_pid_clear_refs(5)`.
pub fn forget_peak(process: &Child) {
    let id = process.id().expect("it runs");
    fs::write(format!("/proc/{id}/clear_refs"), "5").expect("figures are measured on Linux");
}

/// Fields 14 and 15, counted from the name in brackets, which is the second.
fn ticks(stat: &str) -> u32 {
    let after_name = stat.rsplit_once(')').expect("the name stands in brackets").1;
    after_name.split_whitespace().skip(11).take(2).map(|field| field.parse::<u32>().expect("ticks are a number")).sum()
}

fn memory_bytes(status: &str, kind: &str) -> u64 {
    let line = status.lines().find_map(|line| line.strip_prefix(kind)).expect("it has memory");
    let kilobytes: u64 = line.trim().trim_end_matches(" kB").parse().expect("memory is a number");
    kilobytes * 1024
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_system_is_read_as_it_writes() {
        let stat = "4321 (a (b) c) S 1 4321 4321 0 -1 4194560 100 0 0 0 250 30 0 0 20 0 8 0 1000 200000 500";
        assert_eq!(ticks(stat), 280);
        assert_eq!(memory_bytes("Name:\tlantern\nVmRSS:\t   51200 kB\nThreads:\t8\n", "VmRSS:"), 52_428_800);
    }
}
