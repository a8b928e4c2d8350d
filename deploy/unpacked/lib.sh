# shellcheck shell=bash
# Sourced by get-guacd and get-jdk: programs of another Debian release, unpacked into one directory and nowhere else.
# apt gets lists and a cache of its own there, dpkg is not asked, no script of a package runs, no service starts.
# Root is not needed.
#
# DEBIAN_MIRROR and DEBIAN_SECURITY_MIRROR name other mirrors than the ones this machine's apt uses.
set -euo pipefail
export LC_ALL=C
program=$(basename "$0")
die() { echo "$program: $*" >&2; exit 1; }

[ $# = 1 ] || die "usage: $program DIR"
mkdir -p "$1"
dir=$(cd "$1" && pwd)
case $dir in *[[:space:]]*) die "the directory's name must have no blank in it" ;; esac
[ "$(dpkg --print-architecture)" = amd64 ] || die "only amd64 is supported"
# shellcheck source=/dev/null
. /etc/os-release
release=${VERSION_CODENAME:-}
if [ "${ID:-}" != debian ] || [ -z "$release" ]; then die "made for Debian, this is ${PRETTY_NAME:-unknown}"; fi

# Where this machine's own indexes come from (only reads apt's configuration).
mirror_of() {
  # shellcheck disable=SC2016  # apt's own variables
  apt-get indextargets --no-release-info --format '$(RELEASE) $(REPO_URI)' 2>/dev/null |
    awk -v release="$1" '$1 == release { print $2; exit }'
}

apt=$dir/apt
unpacked_apt() { apt-get "${apt_options[@]}" "$@" 2>>"$apt/log"; }
complain() { tail -n 5 "$apt/log" >&2; die "$@"; }

# prefer_own OTHER: makes unpacked_apt know this machine's release, and OTHER for what that has not
# only OTHER:       makes it know OTHER alone
prefer_own() { setup_apt "$1" own; }
only() { setup_apt "$1" ''; }
setup_apt() {
  local other=$1 own=$2 keyring=/usr/share/keyrings/debian-archive-keyring.gpg main security
  main=${DEBIAN_MIRROR:-$(mirror_of "$release")}
  security=${DEBIAN_SECURITY_MIRROR:-$(mirror_of "$release-security")}
  [ -n "$main" ] || die "apt's configuration has no mirror of $release; set DEBIAN_MIRROR"
  [ -s "$keyring" ] || keyring=${keyring%gpg}pgp
  [ -s "$keyring" ] || die "install debian-archive-keyring first"
  rm -rf "$apt"
  mkdir -p "$apt/lists/partial" "$apt/cache/archives/partial"
  {
    echo "deb [signed-by=$keyring] $main $other main"
    if [ -n "$own" ]; then
      echo "deb [signed-by=$keyring] $main $release main"
      [ -z "$security" ] || echo "deb [signed-by=$keyring] $security $release-security main"
    fi
  } >"$apt/sources.list"
  if [ -n "$own" ]; then printf 'Package: *\nPin: release n=%s*\nPin-Priority: 100\n' "$other" >"$apt/preferences"; else : >"$apt/preferences"; fi
  apt_options=(-q -o "Dir::Etc::SourceList=$apt/sources.list" -o Dir::Etc::SourceParts=/dev/null
    -o "Dir::Etc::Preferences=$apt/preferences" -o Dir::Etc::PreferencesParts=/dev/null
    -o "Dir::State::Lists=$apt/lists" -o "Dir::Cache=$apt/cache" -o APT::Sandbox::User= -o Acquire::Retries=3
    -o Acquire::Languages=none -o Acquire::Check-Valid-Until=false -o APT::Install-Recommends=false
    -o APT::Update::Error-Mode=any)
  unpacked_apt update >>"$apt/log" || complain "package lists did not arrive"
  # An older release's security updates, as long as they are served.
  if [ -n "$security" ]; then
    cp "$apt/sources.list" "$apt/sources.without-security"
    echo "deb [signed-by=$keyring] $security $other-security main" >>"$apt/sources.list"
    if ! unpacked_apt update >>"$apt/log"; then
      cp "$apt/sources.without-security" "$apt/sources.list"
      unpacked_apt update >>"$apt/log" || complain "package lists did not arrive"
    fi
  fi
}

# unpack_into ROOT PACKAGE[=VERSION]...
unpack_into() {
  local root=$1 deb
  shift
  rm -rf "$dir/debs" "$root.new"
  mkdir -p "$dir/debs" "$root.new"
  (cd "$dir/debs" && unpacked_apt download "$@" >>"$apt/log") || complain "packages did not arrive"
  for deb in "$dir"/debs/*.deb; do dpkg-deb -x "$deb" "$root.new"; done
  rm -rf "$dir/debs" "$root"
  mv "$root.new" "$root"
}
