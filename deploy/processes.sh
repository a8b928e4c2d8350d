# shellcheck shell=bash
# Sourced: processes that outlive the script which started them, and are found again by a record.
# A record is a file "PID START-TIME": a recycled number is never taken for the process that was meant.

# Nothing for a process that has ended, even if nobody has taken note of its end.
started_at() { sed 's/.*) //' "/proc/$1/stat" 2>/dev/null | awk '$1 != "Z" && $1 != "X" { print $20 }'; }

# recorded FILE: prints the pid that the record names, nothing when that process is gone
recorded() {
  local pid since
  read -r pid since 2>/dev/null <"$1" || return 0
  if [ -n "$since" ] && [ "$(started_at "$pid")" = "$since" ]; then echo "$pid"; fi
}

# detach RECORD LOG COMMAND...: starts it in a session of its own, without standard input and our locks
detach() {
  local record=$1 log=$2 _
  shift 2
  rm -f "$record"
  # shellcheck disable=SC2016  # expanded by the child
  setsid bash -c 'record=$1; shift
    echo "$$ $(sed "s/.*) //" /proc/$$/stat | cut -d" " -f20)" >"$record.new" && mv "$record.new" "$record" && exec "$@"' \
    _ "$record" "$@" >>"$log" 2>&1 </dev/null 9>&- &
  disown
  for _ in {1..200}; do
    [ ! -e "$record" ] || return 0
    sleep 0.01
  done
  return 1
}

# finish RECORD SECONDS: asks the process to end, makes it end when the time is over
finish() {
  local pid until=$((SECONDS + $2))
  pid=$(recorded "$1")
  if [ -n "$pid" ]; then
    kill -TERM "$pid" 2>/dev/null || true
    while [ -n "$(recorded "$1")" ] && [ $SECONDS -lt $until ]; do sleep 0.1; done
    [ -z "$(recorded "$1")" ] || kill -KILL "$pid" 2>/dev/null || true
    while [ -n "$(recorded "$1")" ]; do sleep 0.05; done
  fi
  rm -f "$1"
}
