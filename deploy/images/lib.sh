# shellcheck shell=bash
# Sourced by the image builders.
set -euo pipefail
export LC_ALL=C DEBIAN_FRONTEND=noninteractive PATH=$PATH:/usr/sbin:/sbin
name=$(basename "$0")
die() { echo "$name: $*" >&2; exit 1; }
[ "$(dpkg --print-architecture)" = amd64 ] || die "images are built for and on amd64"

as_root() {
  if [ "$(id -u)" = 0 ]; then "$@"
  elif command -v sudo >/dev/null; then sudo "$@"
  else die "needs root or sudo to run: $*"; fi
}
apt_get() { apt-get -qq -o DPkg::Lock::Timeout=600 "$@" >&2; }
have_lists() { compgen -G '/var/lib/apt/lists/*_Packages*' >/dev/null || as_root apt-get -qq update >&2; }

# need PACKAGE...: installs those that this machine lacks
need() {
  local package missing=()
  for package; do
    [ "$(dpkg-query -W -f '${db:Status-Status}' "$package" 2>/dev/null)" = installed ] || missing+=("$package")
  done
  [ ${#missing[@]} = 0 ] && return 0
  as_root apt-get -qq update >&2
  as_root apt-get -qq -o DPkg::Lock::Timeout=600 install -y --no-install-recommends "${missing[@]}" >&2
}

# unpack DIR PACKAGE...: unpacks Debian packages into DIR without installing them
unpack() {
  local dir=$1 deb
  shift
  mkdir -p "$dir" "$dir.deb"
  (cd "$dir.deb" && apt_get -o APT::Sandbox::User= download "$@")
  for deb in "$dir.deb"/*.deb; do dpkg-deb -x "$deb" "$dir"; done
  rm -r "$dir.deb"
}

# efi FAT.img GRUB.cfg: makes a FAT image start on UEFI, with Secure Boot too (Debian's signed shim and GRUB)
efi() {
  local dir
  dir=$(mktemp -d)
  unpack "$dir/pkg" shim-signed grub-efi-amd64-signed
  mmd -i "$1" ::/EFI ::/EFI/BOOT ::/EFI/debian
  mcopy -i "$1" "$dir/pkg/usr/lib/shim/shimx64.efi.signed" ::/EFI/BOOT/BOOTX64.EFI
  mcopy -i "$1" "$dir/pkg/usr/lib/grub/x86_64-efi-signed/grubx64.efi.signed" ::/EFI/BOOT/grubx64.efi
  mcopy -i "$1" "$2" ::/EFI/debian/grub.cfg
  rm -r "$dir"
}

# make_disk ROOT BOOT "KERNEL ARGUMENTS" SIZE_MIB BOOT_MIB OUT.qcow2
# A bootable qcow2, made without mounts or loop devices. BOOT holds the files vmlinuz and initrd.
#   MBR          syslinux's boot code, which starts the active partition (BIOS)
#   partition 1  FAT: vmlinuz, initrd, syslinux (BIOS), signed shim and GRUB (UEFI)
#   partition 2  ext4 with ROOT, label rootfs; last, so that the guest can grow it
# syslinux for BIOS, because GRUB takes seconds longer there where guests are emulated.
make_disk() {
  local root=$1 boot=$2 args=$3 size=$4 fat=$5 out=$6 dir
  dir=$(mktemp -d "$(dirname "$out")/.disk.XXXXXX")
  printf '%s\n' 'DEFAULT linux' 'LABEL linux' ' KERNEL vmlinuz' ' INITRD initrd' " APPEND $args" >"$dir/syslinux.cfg"
  printf '%s\n' "linux /vmlinuz $args" 'initrd /initrd' boot >"$dir/grub.cfg"
  truncate -s "${fat}M" "$dir/fat"
  mformat -i "$dir/fat" -v BOOT ::
  mcopy -i "$dir/fat" "$boot/vmlinuz" "$boot/initrd" "$dir/syslinux.cfg" ::
  efi "$dir/fat" "$dir/grub.cfg"
  syslinux -i "$dir/fat"
  # without the newest ext4 features, so that older tools can read and grow it
  mke2fs -q -F -t ext4 -b 4096 -m 1 -L rootfs -O '^metadata_csum_seed,^orphan_file' \
    -E root_owner=0:0,lazy_itable_init=0,lazy_journal_init=0,nodiscard -d "$root" "$dir/ext4" $((size - fat - 1))M >/dev/null
  truncate -s "${size}M" "$dir/raw"
  printf '%s\n' 'label: dos' "start=2048, size=$((fat * 2048)), type=ef, bootable" "start=$(((fat + 1) * 2048)), type=83" |
    sfdisk -q "$dir/raw"
  dd if=/usr/lib/syslinux/mbr/mbr.bin of="$dir/raw" bs=440 count=1 conv=notrunc status=none
  dd if="$dir/fat" of="$dir/raw" bs=1M seek=1 conv=notrunc,sparse status=none
  dd if="$dir/ext4" of="$dir/raw" bs=1M seek=$((fat + 1)) conv=notrunc,sparse status=none
  qemu-img convert -q -c -f raw -O qcow2 "$dir/raw" "$dir/qcow2"
  mv "$dir/qcow2" "$out"
  rm -r "$dir"
}
# describe OUT LINE...: what the portal says of the image when it publishes it
describe() {
  local out=$1
  shift
  printf '%s\n' "$@" >"$out.properties"
}
# shellcheck disable=SC2034  # used by the builders
DISK_TOOLS="syslinux syslinux-common fdisk mtools e2fsprogs qemu-utils"
