# shellcheck shell=bash
# Sourced by bin/run and bin/test: what both need of the machine.
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
export LC_ALL=C PATH=$PATH:/usr/sbin:/sbin
. "$root/deploy/processes.sh"
state=$(realpath -m "${SLIPWAY_STATE:-$root/var}")
cache=$root/var/cache            # what can be made again: guacd, golden image
program=$(basename "$0")

say() { echo "$program: $*" >&2; }
die() { say "$@"; exit 1; }

as_root() {
  if [ "$(id -u)" = 0 ]; then "$@"
  elif command -v sudo >/dev/null; then sudo -- "$@"
  else die "this needs root: run it as root, or install sudo and be allowed to use it"; fi
}

# --- packages -----------------------------------------------------------------------------------------------------
# A command or file, and the Debian package that has it.
TOOLS="virsh:libvirt-clients libvirtd:libvirt-daemon qemu-system-x86_64:qemu-system-x86 qemu-img:qemu-utils
  bwrap:bubblewrap prlimit:util-linux
  dnsmasq:dnsmasq-base ip:iproute2 iptables:iptables pgrep:procps setpriv:util-linux mariadbd:mariadb-server-core
  mariadb-install-db:mariadb-server-core mariadb:mariadb-client-core mvn:maven
  /usr/lib/x86_64-linux-gnu/libvirt/connection-driver/libvirt_driver_qemu.so:libvirt-daemon-driver-qemu
  /usr/share/OVMF/OVMF_CODE_4M.fd:ovmf /usr/share/keyrings/debian-archive-keyring.gpg:debian-archive-keyring
  busybox:busybox-static cpio:cpio modprobe:kmod mcopy:mtools mke2fs:e2fsprogs sfdisk:fdisk syslinux:syslinux
  /usr/lib/syslinux/mbr/mbr.bin:syslinux-common /etc/ssl/certs/ca-certificates.crt:ca-certificates"
on_bookworm() { grep -q '^VERSION_CODENAME=bookworm' /etc/os-release; }
if ! on_bookworm; then          # since Debian 13 the drivers are packages of their own
  for driver in interface network storage nodedev nwfilter secret; do
    TOOLS+=" /usr/lib/x86_64-linux-gnu/libvirt/connection-driver/libvirt_driver_$driver.so:libvirt-daemon-driver-$driver"
  done
fi

# install_missing [TOOL:PACKAGE...]: TOOLS and these
install_missing() {
  local entry tool packages=()
  for entry in $TOOLS "$@"; do
    tool=${entry%:*}
    case $tool in
      /*) [ -e "$tool" ] || packages+=("${entry##*:}") ;;
      *) command -v "$tool" >/dev/null || packages+=("${entry##*:}") ;;
    esac
  done
  [ ${#packages[@]} -gt 0 ] || return 0
  mapfile -t packages < <(printf '%s\n' "${packages[@]}" | sort -u)
  command -v apt-get >/dev/null || die "missing here: ${packages[*]}. Only Debian's apt-get is known to install them"
  say "installing ${packages[*]}"
  mkdir -p "$state/log"
  {
    as_root env DEBIAN_FRONTEND=noninteractive apt-get -q update &&
      as_root env DEBIAN_FRONTEND=noninteractive apt-get -q -o DPkg::Lock::Timeout=600 -o Dpkg::Use-Pty=0 \
        install -y --no-install-recommends "${packages[@]}"
  } >>"$state/log/install.log" 2>&1 </dev/null 9>&- ||
    { tail -n 5 "$state/log/install.log" >&2; die "the packages could not be installed, see $state/log/install.log"; }
}

# --- Java ---------------------------------------------------------------------------------------------------------
JAVA_LEAST=25
java_version() { sed -nE 's/^JAVA_VERSION="([0-9]+).*/\1/p' "$1/release" 2>/dev/null; }
# Sets JAVA_HOME to a JDK that is new enough: the caller's, else the oldest such on the machine, else apt's.
find_java() {
  local home version best='' best_version=999
  for home in "${JAVA_HOME:-}" /usr/lib/jvm/* "$HOME"/.sdkman/candidates/java/* "$(cat "$cache/jdk/home" 2>/dev/null)" \
    "$(dirname "$(dirname "$(readlink -f "$(command -v javac || true)")")")"; do
    if [ ! -x "$home/bin/javac" ] || [ ! -e "$home/release" ]; then continue; fi
    version=$(java_version "$home")
    if [ -n "$version" ] && [ "$version" -ge $JAVA_LEAST ] && [ "$version" -lt "$best_version" ]; then
      best=$home best_version=$version
      [ "$home" != "${JAVA_HOME:-}" ] || break
    fi
  done
  if [ -n "$best" ]; then
    export JAVA_HOME=$best
    return 0
  fi
  [ -z "${1:-}" ] || die "$1"
  install_java
  find_java "apt has installed a JDK, but none of version $JAVA_LEAST is found; set JAVA_HOME"
}
install_java() {
  local package
  if ! compgen -G '/var/lib/apt/lists/*_Packages*' >/dev/null; then as_root apt-get -qq update >&2; fi
  for package in openjdk-{25..30}-jdk-headless temurin-{25..30}-jdk; do
    # Not grep -q: it would leave, and the command before it would fail for that.
    if apt-cache policy "$package" 2>/dev/null | grep 'Candidate: [0-9]' >/dev/null; then
      install_missing "javac-of-$package:$package"
      return 0
    fi
  done
  # Debian has it from release 13 on; 12 can use that one.
  if on_bookworm; then
    install_missing patchelf:patchelf /etc/ssl/certs/java/cacerts:ca-certificates-java
    say "fetching a JDK"
    mkdir -p "$state/log"
    "$root/deploy/unpacked/get-jdk" "$cache/jdk" >>"$state/log/get-jdk.log" 2>&1 9>&- ||
      die "the JDK could not be fetched, see $state/log/get-jdk.log"
    return 0
  fi
  die "no JDK $JAVA_LEAST or newer here, and apt has none. Install one (Temurin, for example) and set JAVA_HOME"
}
maven() { mvn -B -ntp -f "$root/pom.xml" "$@"; }

# --- things that are made once --------------------------------------------------------------------------------------
fingerprint() { (cd "$root" && find "$@" -type f -print0 | sort -z | xargs -0 sha256sum | sha256sum | cut -c1-16); }

prepare_image() { # sets tiny_image
  tiny_image=$cache/images/tiny-$(fingerprint deploy/images).qcow2
  [ -s "$tiny_image" ] && return 0
  say "building the tiny golden image"
  mkdir -p "$cache/images" "$state/log"
  rm -f "$cache"/images/tiny-*
  "$root/deploy/images/build-tiny" "$tiny_image" >>"$state/log/build-image.log" 2>&1 9>&- ||
    die "the golden image could not be built, see $state/log/build-image.log"
}
# shellcheck disable=SC2034  # for the scripts that source this
prepare_installer() { # sets tiny_image, and tiny_iso: a disc that installs it
  tiny_image=$cache/images/tiny-$(fingerprint deploy/images).qcow2
  tiny_iso=${tiny_image%.qcow2}.iso
  if [ -s "$tiny_image" ] && [ -s "$tiny_iso" ]; then return 0; fi
  say "building the tiny golden image and its installer"
  local fresh=$cache/images/fresh
  mkdir -p "$cache/images" "$state/log"
  rm -rf "$fresh"
  mkdir "$fresh"
  "$root/deploy/images/build-tiny" "$fresh/tiny.qcow2" "$fresh/tiny.iso" >>"$state/log/build-image.log" 2>&1 9>&- ||
    die "the golden image could not be built, see $state/log/build-image.log"
  # An image that is there stays: another file would be another version of it for who has published it.
  if [ ! -s "$tiny_image" ]; then
    rm -f "$cache"/images/tiny-*
    mv "$fresh/tiny.qcow2.properties" "$tiny_image.properties"
    mv "$fresh/tiny.qcow2" "$tiny_image"
  fi
  mv "$fresh/tiny.iso" "$tiny_iso"
  rm -rf "$fresh"
}
# shellcheck disable=SC2034  # for the scripts that source this
prepare_debian() { # sets debian_image
  debian_image=$cache/images/debian-$(fingerprint deploy/images).qcow2
  [ -s "$debian_image" ] && return 0
  say "building a Debian image"
  mkdir -p "$cache/images" "$state/log"
  rm -f "$cache"/images/debian-*
  as_root "$root/deploy/images/build-debian" "$debian_image" >>"$state/log/build-image.log" 2>&1 9>&- ||
    die "the Debian image could not be built, see $state/log/build-image.log"
}
# shellcheck disable=SC2034  # for the scripts that source this
prepare_guacd() { # sets guacd
  if command -v guacd >/dev/null; then guacd=$(command -v guacd); return 0; fi
  local dir=$cache/guacd
  mkdir -p "$state/log"
  [ -f "$dir/packages.txt" ] || say "fetching guacd"
  "$root/deploy/unpacked/get-guacd" "$dir" >>"$state/log/get-guacd.log" 2>&1 9>&- ||
    die "guacd could not be fetched, see $state/log/get-guacd.log"
  guacd=$dir/bin/guacd
}

# shellcheck disable=SC2034  # for the scripts that source this
prepare_keycloak() { # sets keycloak
  keycloak=$cache/keycloak-$(fingerprint deploy/keycloak)
  [ -e "$keycloak/prepared" ] && return 0
  say "fetching Keycloak and preparing it"
  rm -rf "$cache"/keycloak-*
  mkdir -p "$cache" "$state/log"
  "$root/deploy/keycloak/prepare" "$keycloak" >>"$state/log/prepare-keycloak.log" 2>&1 9>&- ||
    die "Keycloak could not be prepared, see $state/log/prepare-keycloak.log"
}

# shellcheck disable=SC2034  # for the scripts that source this
prepare_sshd() { # sets sshd; the package itself would start a server for the whole machine
  if command -v sshd >/dev/null; then sshd=$(command -v sshd); return 0; fi
  mkdir -p "$state/log"
  "$root/deploy/unpacked/get-sshd" "$cache/sshd" >>"$state/log/get-sshd.log" 2>&1 9>&- ||
    die "sshd could not be fetched, see $state/log/get-sshd.log"
  sshd=$cache/sshd/bin/sshd
}

# apart COMMAND...: runs it in network, mount and process namespaces of its own, with loopback and a /tmp
# that goes with it; knows of the golden image, guacd and Chromium. Whatever it starts ends with it.
apart() {
  local scratch owner keep apart sudo tests status=0
  export SLIPWAY_TINY_IMAGE=$tiny_image SLIPWAY_TINY_ISO=${tiny_iso:-} SLIPWAY_GUACD=$guacd SLIPWAY_KEYCLOAK=${keycloak:-} SLIPWAY_SSHD=${sshd:-}
  export SLIPWAY_DEBIAN_IMAGE=${debian_image:-}
  SLIPWAY_CHROMIUM=$(command -v chromium-headless-shell)
  export SLIPWAY_CHROMIUM
  unset SLIPWAY_STATE
  for scratch in "$cache"/test.*; do      # of runs that were killed
    [ -d "/proc/${scratch##*.}" ] || as_root rm -rf --one-file-system "$scratch"
  done
  scratch=$cache/test.$$
  mkdir -p "$scratch"
  chmod 1777 "$scratch"
  owner=$(stat -c %u:%g "$root/pom.xml")
  keep=(env "HOME=$HOME" "PATH=$PATH" "JAVA_HOME=$JAVA_HOME" "SLIPWAY_JAVA_HOME=$JAVA_HOME"
    "MAVEN_OPTS=${MAVEN_OPTS:-} -Duser.home=$HOME"
    "SLIPWAY_TINY_IMAGE=$SLIPWAY_TINY_IMAGE" "SLIPWAY_TINY_ISO=$SLIPWAY_TINY_ISO"
    "SLIPWAY_GUACD=$SLIPWAY_GUACD" "SLIPWAY_CHROMIUM=$SLIPWAY_CHROMIUM"
    "SLIPWAY_KEYCLOAK=$SLIPWAY_KEYCLOAK" "SLIPWAY_SSHD=$SLIPWAY_SSHD"
    "SLIPWAY_DEBIAN_IMAGE=$SLIPWAY_DEBIAN_IMAGE")
  # What is inside ends with unshare, and unshare with this script.
  apart=(setpriv --pdeathsig KILL unshare --net --mount --pid --fork --kill-child --mount-proc "${keep[@]}")
  as_root "${apart[@]}" true 2>/dev/null ||
    die "this machine does not let root make namespaces (a container has to be a privileged one)"
  sudo=()
  [ "$(id -u)" = 0 ] || sudo=(sudo --)
  "${sudo[@]}" "${apart[@]}" "$root/src/test/bin/inside" "$scratch" "$root" "$HOME" "$@" &
  tests=$!
  # shellcheck disable=SC2064  # the pid of now
  trap "as_root kill -KILL $tests; exit 143" TERM INT HUP
  wait $tests || status=$?
  as_root rm -rf --one-file-system "$scratch"
  if [ "$(id -u)" != 0 ] && [ -e "$root/target" ]; then as_root chown -R "$owner" "$root/target"; fi
  return $status
}
