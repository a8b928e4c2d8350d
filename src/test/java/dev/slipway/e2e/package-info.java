/** The main job on real parts: libvirt and QEMU, guacd, MariaDB, a browser. Run by {@code bin/test}, apart from the machine. */
package dev.slipway.e2e;
