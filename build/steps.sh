# Sourced by the scripts here: steps that run only when their inputs have changed. A stamp holds the hash of a step's inputs, names and contents.
stamps=artifacts/setup
mkdir -p "$stamps"

hash_of() { find "$@" -type f -exec sha256sum {} + | sort | sha256sum; }
is_done() { local step=$1; shift; [[ -f $stamps/$step && $(<"$stamps/$step") == "$(hash_of "$@")" ]]; }
mark_done() { local step=$1; shift; hash_of "$@" >"$stamps/$step"; }

# One script at a time. Children that outlive a script (build servers) must not inherit the lock: start them with 9>&-.
lock() { exec 9>"$stamps/lock"; flock 9; }
unlock() { exec 9>&-; }

# Runs a command with its output in a log, of which a failure shows the end.
logged() {
    local log="$stamps/$1.log"
    shift
    "$@" >"$log" 2>&1 9>&- || { tail -n 25 "$log" >&2; fail "'$*' failed, see $log"; }
}
