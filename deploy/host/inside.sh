# shellcheck shell=bash
# Sourced: what the first process in the namespaces of a host arranges before libvirtd starts.
QEMU_USER=64055                  # libvirt-qemu's number on every Debian, whether the account exists or not

# known_accounts DIR: libvirtd looks up its default account, which the package libvirt-daemon alone does not bring
known_accounts() {
  local file
  for file in passwd group; do
    if ! grep -q '^libvirt-qemu:' "/etc/$file"; then
      cp "/etc/$file" "$1/$file"
      if [ $file = passwd ]; then echo "libvirt-qemu:x:$QEMU_USER:$QEMU_USER::/var/lib/libvirt:/usr/sbin/nologin"; else echo "libvirt-qemu:x:$QEMU_USER:"; fi >>"$1/$file"
      mount --bind "$1/$file" "/etc/$file"
    fi
  done
}

# own_dev DIR hide|show: a /dev of its own, made at DIR: without kvm, or with one that QEMU's user may open
own_dev() {
  local mountpoint
  mkdir -p "$1"
  mount -t tmpfs -o mode=755 dev "$1"
  if cp -ax /dev/. "$1/" 2>/dev/null; then
    for mountpoint in pts shm mqueue hugepages; do
      if mountpoint -q "/dev/$mountpoint"; then mount --rbind "/dev/$mountpoint" "$1/$mountpoint"; fi
    done
    if [ "$2" = hide ]; then rm -f "$1/kvm"; elif [ -e "$1/kvm" ]; then chown "$QEMU_USER" "$1/kvm"; fi
    mount --move "$1" /dev
  else
    umount "$1"                                                     # no right to make nodes: /dev stays as it is
  fi
}
